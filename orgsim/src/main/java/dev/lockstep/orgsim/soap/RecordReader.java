package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.InputRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an sObject as a caller sends it.
final class RecordReader {
    private static final String TYPE = "type";
    private static final String ID = "Id";
    private static final String TO_NULL = "fieldsToNull";

    private RecordReader() {}

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    static InputRecord read(Element record) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, ExternalReference> references = new LinkedHashMap<>();
        for (Element child : record.children()) {
            if (isOwn(child) || isIgnored(child)) {
                continue;
            }
            if (child.children().isEmpty()) {
                fields.put(child.name(), child.text());
            } else {
                references.put(child.name(), reference(child));
            }
        }
        return new InputRecord(
                record.textOf(TYPE).orElse(""),
                record.textOf(ID).filter(id -> !id.isEmpty()),
                fields,
                new LinkedHashSet<>(record.textsOf(TO_NULL)),
                references);
    }

    private static boolean isOwn(Element child) {
        return child.name().equals(TYPE)
                || child.name().equals(ID)
                || child.name().equals(TO_NULL);
    }

    @Assumed(reason = "A nil field changes nothing in the partner API; fieldsToNull empties fields.")
    private static boolean isIgnored(Element child) {
        return child.isNil();
    }

    /// A parent named by the value of one of its external-id fields: its type and that one field.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm")
    private static ExternalReference reference(Element parent) {
        String object = parent.textOf(TYPE).orElse("");
        List<Element> keys = parent.children().stream()
                .filter(child -> !isOwn(child) && !child.isNil())
                .toList();
        if (keys.size() == 1) {
            return new ExternalReference(
                    object, keys.getFirst().name(), keys.getFirst().text());
        }
        Optional<String> id = parent.textOf(ID).filter(value -> !value.isEmpty());
        if (keys.isEmpty() && id.isPresent()) {
            return new ExternalReference(object, ID, id.get());
        }
        throw tooManyKeys(object);
    }

    @Assumed(reason = "A parent named by more than one field refuses the whole call.")
    private static SoapFault tooManyKeys(String object) {
        return SoapFault.unexpected(
                "INVALID_FIELD",
                "More than 1 field provided in an external foreign key reference in entity: " + object);
    }
}
