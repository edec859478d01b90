package dev.lockstep.engine.write;

import dev.lockstep.model.FieldName;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.JobVerb;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.WriteCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a planned call into what is sent: a request, or a job. Pure.
final class CallBuilder {
    private CallBuilder() {}

    static WriteCall of(Plan.Call call) {
        return switch (call.operation()) {
            case CREATE -> new WriteCall.Create(contents(call));
            case UPSERT -> new WriteCall.Upsert(key(call).orElseThrow(), contents(call));
            case UPDATE -> new WriteCall.Update(contents(call));
            case DELETE ->
                new WriteCall.Delete(contents(call).stream()
                        .map(record -> record.id().orElseThrow())
                        .toList());
        };
    }

    static JobDraft job(Plan.Call call) {
        var verb = switch (call.operation()) {
            case CREATE -> JobVerb.INSERT;
            case UPSERT -> JobVerb.UPSERT;
            case UPDATE -> JobVerb.UPDATE;
            case DELETE -> JobVerb.DELETE;
        };
        return new JobDraft(verb, call.records().getFirst().mapping().object(), key(call), contents(call));
    }

    private static Optional<FieldName> key(Plan.Call call) {
        return call.records().getFirst().intent() instanceof Intent.Upsert upsert
                ? Optional.of(upsert.key())
                : Optional.empty();
    }

    private static List<OutgoingRecord> contents(Plan.Call call) {
        return call.records().stream().map(CallBuilder::content).toList();
    }

    private static OutgoingRecord content(Plan.Planned planned) {
        return switch (planned.intent()) {
            case Intent.Create create -> create.content();
            case Intent.Upsert upsert -> upsert.content();
            case Intent.Update update -> update.content();
            case Intent.Delete delete ->
                new OutgoingRecord(planned.mapping().object(), Optional.of(delete.id()), Map.of(), Set.of(), Map.of());
        };
    }
}
