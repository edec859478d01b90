package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes rows of queries as sObjects.
final class RecordXml {
    private static final String ID = "Id";
    private static final String AGGREGATE = "AggregateResult";

    /// In the schema's order: a location's parts first, since an address extends it.
    private static final List<String> LOCATION_PARTS = List.of("latitude", "longitude");

    private static final List<String> ADDRESS_PARTS =
            List.of("city", "country", "countryCode", "geocodeAccuracy", "postalCode", "state", "stateCode", "street");

    /// Whether a value names its type: those of aggregates do, since no describe tells it.
    private enum Typing {
        SAID,
        UNSAID
    }

    private RecordXml() {}

    @Assumed(reason = "The Id stands in the place that every sObject has for it, and once more where it was selected.")
    static void write(XmlWriter out, String element, QueryRow row) {
        out.start(element).type("sf:sObject").text("sf:type", row.type());
        Optional<Value> id = row.cells().stream()
                .filter(cell -> cell.name().equals(ID))
                .map(QueryRow.Cell::value)
                .findFirst();
        if (id.isPresent() && id.get() instanceof Value.Text(String text)) {
            out.text("sf:Id", text);
        } else {
            out.nil("sf:Id");
        }
        Typing typing = row.type().equals(AGGREGATE) ? Typing.SAID : Typing.UNSAID;
        for (QueryRow.Cell cell : row.cells()) {
            cell(out, "sf:" + cell.name(), cell.value(), typing);
        }
        out.end();
    }

    private static void cell(XmlWriter out, String element, Value value, Typing typing) {
        switch (value) {
            case Value.Absent _ -> out.nil(element);
            case Value.Text(String text) -> text(out, element, typing, "xsd:string", text);
            case Value.Whole(long number) -> text(out, element, typing, "xsd:int", Long.toString(number));
            case Value.Decimal(var number) -> text(out, element, typing, "xsd:double", ValueText.decimal(number));
            case Value.Flag(boolean set) -> text(out, element, typing, "xsd:boolean", Boolean.toString(set));
            case Value.Day(var date) -> text(out, element, typing, "xsd:date", date.toString());
            case Value.Moment(var instant) -> text(out, element, typing, "xsd:dateTime", ValueText.moment(instant));
            case Value.TimeOfDay(var time) -> text(out, element, typing, "xsd:time", ValueText.time(time));
            case Value.Blob(String base64) -> text(out, element, typing, "xsd:base64Binary", base64);
            case Value.Compound(var parts) -> compound(out, element, parts);
            case Value.Parent(QueryRow parent) -> write(out, element, parent);
        }
    }

    private static void text(XmlWriter out, String element, Typing typing, String type, String text) {
        out.start(element);
        if (typing == Typing.SAID) {
            out.type(type);
        }
        out.characters(text).end();
    }

    private static Value part(Map<String, Value> parts, String name) {
        return parts.getOrDefault(name, Value.Absent.ABSENT);
    }

    private static void compound(XmlWriter out, String element, Map<String, Value> parts) {
        boolean address = parts.containsKey("city");
        out.start(element).type(address ? "address" : "location");
        LOCATION_PARTS.forEach(part -> cell(out, part, part(parts, part), Typing.UNSAID));
        if (address) {
            ADDRESS_PARTS.forEach(part -> cell(out, part, part(parts, part), Typing.UNSAID));
        }
        out.end();
    }
}
