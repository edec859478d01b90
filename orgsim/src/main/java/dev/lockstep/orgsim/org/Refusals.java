package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The texts of refusals that several rules share.
final class Refusals {
    private Refusals() {}

    static SaveOutcome refused(SaveError error) {
        return new SaveOutcome.Refused(List.of(error));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    static SaveError deleted(String... fields) {
        return new SaveError("ENTITY_IS_DELETED", "entity is deleted", fields);
    }

    static SaveError unknownId(String... fields) {
        return new SaveError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    @Assumed(reason = "The codes are documented; the texts are those of public reports")
    static SaveError noAccess() {
        return new SaveError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }

    static SaveError noAccessToParent(String field) {
        return new SaveError(
                "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                "insufficient access rights on cross-reference id",
                field);
    }

    static SaveError malformedId(String text, String... fields) {
        return new SaveError("MALFORMED_ID", "bad id " + text, fields);
    }

    @Assumed(reason = "The text of an Id of the wrong object was seen with reference fields; taken for Id, too")
    static SaveError wrongType(FieldDefinition field, String text) {
        return new SaveError("MALFORMED_ID", field.label() + ": id value of incorrect type: " + text, field.name());
    }

    @Assumed(reason = "The save API's wording for an object that can't be created, updated or deleted isn't public")
    static SaveError notAllowed(ObjectDefinition object, String verb) {
        return new SaveError("INVALID_TYPE_FOR_OPERATION", "entity type " + object + " does not support " + verb);
    }

    @Assumed(reason = "The text was seen in public reports for a contact that has cases; taken for others, too")
    static SaveError held(RecordView record, List<RecordView> holding) {
        var object = holding.getFirst().object();
        var names = holding.stream()
                .filter(holder -> holder.object().equals(object))
                .map(Refusals::name)
                .collect(Collectors.joining(", "));
        return new SaveError(
                "DELETE_FAILED",
                "Your attempt to delete %s could not be completed because it is associated with the following %s.: %s\n"
                        .formatted(name(record), object.labelPlural().toLowerCase(Locale.ROOT), names));
    }

    private static String name(RecordView record) {
        return record.object().fields().stream()
                .filter(field -> field.has(FieldFlag.NAME_FIELD))
                .map(field -> record.value(field.name()))
                .flatMap(value -> value instanceof Value.Text(var text) ? Stream.of(text) : Stream.empty())
                .findFirst()
                .orElse(record.id());
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000386040&type=1")
    static SaveError notInBin() {
        return new SaveError("UNDELETE_FAILED", "Entity is not in the recycle bin");
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_allornoneheader.htm")
    static SaveError rolledBack() {
        return new SaveError(
                "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                "Record rolled back because not all records were valid and the request was using AllOrNone header");
    }
}
