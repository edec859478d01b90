package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.History;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// What has become of the records of an object, change by change: `/orgsim/objects/{object}/history`.
final class HistoryControl implements Control {
    private static final Pattern HISTORY_OF = Pattern.compile("GET /objects/(\\w+)/history");

    private final SimulatedOrg org;
    private final History history;

    HistoryControl(SimulatedOrg org, History history) {
        this.org = org;
        this.history = history;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        var asked = HISTORY_OF.matcher(call.line());
        if (!asked.matches()) {
            return Optional.empty();
        }
        return Optional.of(org.object(asked.group(1))
                .map(object -> answer(object, fields(object, call)))
                .orElseGet(() -> ControlServlet.error(404, "There is no object \"%s\".".formatted(asked.group(1)))));
    }

    @Override
    public List<String> offers() {
        return List.of("GET /objects/{object}/history");
    }

    private static List<FieldDefinition> fields(ObjectDefinition object, ControlCall call) {
        return Stream.of(Optional.ofNullable(call.parameters().get("fields"))
                        .orElse("")
                        .split(","))
                .filter(name -> !name.isBlank())
                .map(name -> object.field(name)
                        .filter(field -> !field.type().isCompound())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "%s has no field \"%s\" with a value of its own.".formatted(object, name))))
                .toList();
    }

    private Answer answer(ObjectDefinition object, List<FieldDefinition> fields) {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            history.of(object).forEach(happened -> write(json, happened, fields));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, History.Happened happened, List<FieldDefinition> fields) {
        var change = happened.change();
        json.writeStartObject();
        json.writeNumberProperty("number", change.number());
        json.writeNumberProperty("commit", happened.set().commitNumber());
        json.writeStringProperty("at", happened.set().at().toString());
        json.writeStringProperty("by", happened.set().userId());
        json.writeStringProperty("id", change.after().id());
        json.writeStringProperty("kind", change.kind().name());
        json.writeStringProperty("cause", change.cause().name());
        json.writeObjectPropertyStart("values");
        fields.forEach(
                field -> text(change.after(), field).ifPresent(text -> json.writeStringProperty(field.name(), text)));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static Optional<String> text(RecordView record, FieldDefinition field) {
        return switch (record.value(field.name())) {
            case Value.Absent _, Value.Compound _, Value.Parent _ -> Optional.empty();
            case Value.Text(var text) -> Optional.of(text);
            case Value.Whole(var number) -> Optional.of(Long.toString(number));
            case Value.Decimal(var number) -> Optional.of(number.toPlainString());
            case Value.Flag(var set) -> Optional.of(Boolean.toString(set));
            case Value.Day(var date) -> Optional.of(date.toString());
            case Value.Moment(var instant) -> Optional.of(instant.toString());
            case Value.TimeOfDay(var time) -> Optional.of(time.toString());
            case Value.Blob(var base64) -> Optional.of(base64);
        };
    }
}
