package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Map;

/// `create`, `update`, `upsert`, `delete`.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm")
final class SaveCalls {
    private final SimulatedOrg org;

    /// Which of the result types is written: they differ in one element, and are one for all calls but upsert.
    enum ResultType {
        SAVE,
        UPSERT
    }

    SaveCalls(SimulatedOrg org) {
        this.org = org;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "create",
                (call, out) ->
                        results(out, ResultType.SAVE, org.create(call.user(), records(call), call.saveOptions())),
                "update",
                (call, out) ->
                        results(out, ResultType.SAVE, org.update(call.user(), records(call), call.saveOptions())),
                "upsert",
                (call, out) -> results(
                        out,
                        ResultType.UPSERT,
                        org.upsert(
                                call.user(), call.argument("externalIDFieldName"), records(call), call.saveOptions())),
                "delete",
                (call, out) -> results(
                        out,
                        ResultType.SAVE,
                        org.delete(call.user(), call.operation().textsOf("ids"), call.saveOptions())));
    }

    private List<InputRecord> records(SoapCall call) {
        return call.operation().children("sObjects").stream()
                .map(record -> read(org, call, record))
                .toList();
    }

    /// A record as the call's headers want it.
    static InputRecord read(SimulatedOrg org, SoapCall call, Element record) {
        InputRecord read = RecordReader.read(record);
        return call.allowsTruncation() ? org.cut(read) : read;
    }

    static void results(XmlWriter out, ResultType type, List<SaveOutcome> outcomes) {
        for (SaveOutcome outcome : outcomes) {
            out.start("result");
            switch (outcome) {
                case SaveOutcome.Saved(String id, boolean created) -> {
                    created(out, type, created);
                    out.text("id", id).text("success", true);
                }
                case SaveOutcome.Refused(List<SaveError> errors) -> {
                    created(out, type, false);
                    errors.forEach(error -> error(out, error));
                    out.nil("id").text("success", false);
                }
            }
            out.end();
        }
    }

    private static void created(XmlWriter out, ResultType type, boolean created) {
        if (type == ResultType.UPSERT) {
            out.text("created", created);
        }
    }

    static void error(XmlWriter out, SaveError error) {
        out.start("errors");
        error.fields().forEach(field -> out.text("fields", field));
        out.text("message", error.message())
                .text("statusCode", error.statusCode())
                .end();
    }
}
