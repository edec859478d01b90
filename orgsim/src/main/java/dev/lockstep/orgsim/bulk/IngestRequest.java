package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.util.List;
import java.util.Optional;

/// What a client asks for when it creates an ingest job.
///
/// @param object as the org spells it
/// @param externalIdField as the org spells it; of an upsert alone
/// @param assignmentRuleId of the assignment rule for what is created
record IngestRequest(
        String object,
        IngestOperation operation,
        Optional<String> externalIdField,
        ColumnDelimiter columnDelimiter,
        LineEnding lineEnding,
        Optional<String> assignmentRuleId) {
    private static final String OBJECT = "object";
    private static final String OPERATION = "operation";
    private static final String EXTERNAL_ID_FIELD = "externalIdFieldName";
    private static final String CONTENT_TYPE = "contentType";
    private static final String COLUMN_DELIMITER = "columnDelimiter";
    private static final String LINE_ENDING = "lineEnding";
    private static final String ASSIGNMENT_RULE = "assignmentRuleId";
    private static final List<String> KEYS =
            List.of(OBJECT, OPERATION, EXTERNAL_ID_FIELD, CONTENT_TYPE, COLUMN_DELIMITER, LINE_ENDING, ASSIGNMENT_RULE);

    /// Reads the body of the request.
    ///
    /// @throws RestRefusal when it asks for something else, or for what this org hasn't
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    static IngestRequest read(HttpCall call, SimulatedOrg org) {
        JobEntries entries = JobEntries.read(call, "an ingest job", KEYS);
        entries.requireOne(CONTENT_TYPE, "CSV");
        IngestOperation operation = operation(entries.text(OPERATION).orElse(""));
        ObjectDefinition object = object(
                org, entries.text(OBJECT).orElseThrow(() -> JobEntries.refused("An ingest job needs an \"object\"")));
        Optional<String> field = entries.text(EXTERNAL_ID_FIELD);
        return new IngestRequest(
                object.name(),
                operation,
                operation == IngestOperation.UPSERT ? Optional.of(externalId(object, field)) : Optional.empty(),
                entries.constant(ColumnDelimiter.class, COLUMN_DELIMITER, ColumnDelimiter.COMMA),
                entries.constant(LineEnding.class, LINE_ENDING, LineEnding.LF),
                entries.text(ASSIGNMENT_RULE));
    }

    Saving saving() {
        return new Saving(object, operation, externalIdField, assignmentRuleId);
    }

    /// The object in the body of a request, if there is one.
    static Optional<String> objectOf(HttpCall call) {
        return JobEntries.find(call, OBJECT);
    }

    private static IngestOperation operation(String text) {
        return IngestOperation.of(text)
                .orElseThrow(() -> JobEntries.refused(
                        "\"operation\" is insert, update, upsert, delete or hardDelete, not \"%s\"".formatted(text)));
    }

    @Assumed(reason = "Code and words are in issues of several clients")
    private static ObjectDefinition object(SimulatedOrg org, String name) {
        return org.object(name)
                .orElseThrow(() -> new RestRefusal(
                        400, "INVALIDENTITY", "Entity '%s' is not supported by the Bulk API.".formatted(name)));
    }

    @Assumed(reason = "Code and words are in issues of several clients")
    private static String externalId(ObjectDefinition object, Optional<String> name) {
        String field = name.orElseThrow(() -> new RestRefusal(
                400,
                "INVALIDJOB",
                "External ID was blank for %s. An External ID must be specified for upsert.".formatted(object)));
        return object.field(field)
                .filter(found -> found.has(FieldFlag.EXTERNAL_ID) || found.has(FieldFlag.ID_LOOKUP))
                .orElseThrow(() -> new RestRefusal(
                        400,
                        "INVALIDJOB",
                        "Field name provided, %s does not match an External ID for %s".formatted(field, object)))
                .name();
    }
}
