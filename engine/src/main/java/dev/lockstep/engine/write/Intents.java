package dev.lockstep.engine.write;

import dev.lockstep.engine.content.RecordContent;
import dev.lockstep.model.Access;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.log.Entry;
import java.util.Optional;

/// Reads what an entry asks for. Pure.
final class Intents {
    private Intents() {}

    static Intent of(Entry entry, Optional<Mapping> mapping) {
        if (mapping.isEmpty()) {
            return new Intent.Dismiss("the table " + entry.table() + " is not mapped");
        }
        if (mapping.get().access() == Access.READ_ONLY) {
            return new Intent.Dismiss("the mapping of " + entry.table() + " is read-only");
        }
        return switch (entry.action()) {
            case INSERT -> insert(entry, mapping.get());
            case UPDATE -> update(entry, mapping.get());
            case DELETE -> delete(entry);
        };
    }

    private static Intent insert(Entry entry, Mapping mapping) {
        if (entry.values().getOrDefault("sfid", Optional.empty()).isPresent()) {
            return new Intent.Refuse(
                    "ROW_HAS_SFID",
                    "the row was inserted with an sfid, and a record that exists can't be created; insert it without,"
                            + " or update the row that has it");
        }
        if (entry.sfid().isPresent()) {
            // An earlier copy of this insert reached the org: a second create would double the record.
            return update(entry, mapping);
        }
        var content = RecordContent.of(entry, mapping, FieldTrait.CREATEABLE);
        if (content instanceof RecordContent.Unsendable unsendable) {
            return new Intent.Refuse("VALUE_CANNOT_BE_SENT", unsendable.reason());
        }
        var sendable = (RecordContent.Sendable) content;
        var key = mapping.uniqueIdentifier()
                .filter(field -> sendable.record().values().containsKey(field.name()));
        return key.<Intent>map(field -> new Intent.Upsert(field.name(), sendable.record(), sendable.note()))
                .orElseGet(() -> new Intent.Create(sendable.record(), sendable.note()));
    }

    private static Intent update(Entry entry, Mapping mapping) {
        if (entry.sfid().isEmpty()) {
            return new Intent.Refuse(
                    "ROW_HAS_NO_RECORD",
                    "the row has no sfid and no captured insert that could give it one; capture it again with"
                            + " hc_capture_insert_from_row");
        }
        return switch (RecordContent.of(entry, mapping, FieldTrait.UPDATEABLE)) {
            case RecordContent.Unsendable unsendable -> new Intent.Refuse("VALUE_CANNOT_BE_SENT", unsendable.reason());
            case RecordContent.Sendable sendable
            when sendable.isEmpty() ->
                new Intent.Dismiss(
                        sendable.note().isEmpty() ? "no column that the org knows changed" : sendable.note());
            case RecordContent.Sendable sendable -> new Intent.Update(sendable.record(), sendable.note());
        };
    }

    private static Intent delete(Entry entry) {
        return entry.sfid()
                .<Intent>map(Intent.Delete::new)
                .orElseGet(() -> new Intent.Dismiss("the row never reached the org"));
    }
}
