package dev.lockstep.engine.write;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.WriteCall;
import java.util.ArrayList;
import java.util.Optional;

/// Turns a planned call into the request that is sent. Pure.
final class CallBuilder {
    private CallBuilder() {}

    static WriteCall of(Plan.Call call) {
        var records = new ArrayList<OutgoingRecord>();
        var ids = new ArrayList<RecordId>();
        Optional<FieldName> key = Optional.empty();
        for (var planned : call.records()) {
            switch (planned.intent()) {
                case Intent.Create create -> records.add(create.content());
                case Intent.Upsert upsert -> {
                    key = Optional.of(upsert.key());
                    records.add(upsert.content());
                }
                case Intent.Update update -> records.add(update.content());
                case Intent.Delete delete -> ids.add(delete.id());
            }
        }
        return switch (call.operation()) {
            case CREATE -> new WriteCall.Create(records);
            case UPSERT -> new WriteCall.Upsert(key.orElseThrow(), records);
            case UPDATE -> new WriteCall.Update(records);
            case DELETE -> new WriteCall.Delete(ids);
        };
    }
}
