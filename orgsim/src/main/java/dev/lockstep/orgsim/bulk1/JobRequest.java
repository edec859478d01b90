package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.BulkQueryRules;
import dev.lockstep.orgsim.bulk.IngestOperation;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;

/// What a client asks for when it creates a job.
///
/// @param object as the org spells it
/// @param externalIdField as the org spells it; of an upsert alone
/// @param assignmentRuleId of the assignment rule for what is created
/// @param chunking of a query
record JobRequest(
        String object,
        Operation operation,
        Optional<String> externalIdField,
        ConcurrencyMode mode,
        ContentType contentType,
        Optional<String> assignmentRuleId,
        Optional<PkChunking> chunking) {
    /// Reads a request.
    ///
    /// @throws AsyncRefusal when it asks for what this org hasn't
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_create.htm")
    static JobRequest read(HttpCall call, JobEntries entries, SimulatedOrg org) {
        entries.refuseSystemFields();
        Operation operation = operation(entries.text("operation").orElse(""));
        ObjectDefinition object = object(org, entries.text("object").orElse(""));
        return new JobRequest(
                object.name(),
                operation,
                externalId(operation, object, entries.text("externalIdFieldName")),
                mode(entries.text("concurrencyMode")),
                contentType(entries.text("contentType")),
                entries.text("assignmentRuleId"),
                chunking(call, operation, object));
    }

    @Assumed(reason = "That only the exact spelling is taken is documented, and the code; the words are ours")
    private static Operation operation(String text) {
        return Operation.of(text)
                .orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal(
                        "The operation is insert, update, upsert, delete, hardDelete, query or queryAll, not \"%s\""
                                .formatted(text)));
    }

    @Assumed(reason = "Code and words are in issues of several clients")
    private static ObjectDefinition object(SimulatedOrg org, String name) {
        return org.object(name)
                .filter(found -> BulkQueryRules.offers(found.name()))
                .orElseThrow(() -> ExceptionCode.INVALID_ENTITY.refusal(
                        "Entity '%s' is not supported by the Bulk API.".formatted(name)));
    }

    @Assumed(reason = "Codes and words are in issues of several clients")
    private static Optional<String> externalId(Operation operation, ObjectDefinition object, Optional<String> name) {
        if (!operation.equals(new Operation.Save(IngestOperation.UPSERT))) {
            return Optional.empty();
        }
        String field = name.orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal(
                "External ID was blank for %s. An External ID must be specified for upsert.".formatted(object)));
        return Optional.of(object.field(field)
                .filter(found -> found.has(FieldFlag.EXTERNAL_ID) || found.has(FieldFlag.ID_LOOKUP))
                .orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal(
                        "Field name provided, %s does not match an External ID for %s".formatted(field, object)))
                .name());
    }

    @Assumed(reason = "The modes are documented; the refusal of others is ours")
    private static ConcurrencyMode mode(Optional<String> text) {
        return text.map(name -> ConcurrencyMode.of(name)
                        .orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal(
                                "The concurrencyMode is Parallel or Serial, not \"%s\"".formatted(name))))
                .orElse(ConcurrencyMode.PARALLEL);
    }

    /// Zip files bring attachments along, for fields that no object of this org has.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The code of a job that may not have zip content is documented; the words are ours")
    private static ContentType contentType(Optional<String> text) {
        return text.map(name -> ContentType.of(name)
                        .orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal(
                                "The contentType is XML, CSV or JSON in this org, not \"%s\"".formatted(name))))
                .orElse(ContentType.XML);
    }

    @Assumed(reason = "Jobs that query nothing pay no regard to the header")
    private static Optional<PkChunking> chunking(HttpCall call, Operation operation, ObjectDefinition object) {
        return switch (operation) {
            case Operation.Save _ -> Optional.empty();
            case Operation.Query _ -> call.header(PkChunking.HEADER).flatMap(header -> PkChunking.read(header, object));
        };
    }

    /// What becomes of rows; of a job that saves.
    Saving saving(IngestOperation how) {
        return new Saving(object, how, externalIdField, assignmentRuleId);
    }
}
