package dev.lockstep.engine.content;

import dev.lockstep.model.Action;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.salesforce.FieldText;
import dev.lockstep.salesforce.KeyReference;
import dev.lockstep.salesforce.OutgoingRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a record carries into a call.
public sealed interface RecordContent {

    /// What can be sent; perhaps nothing.
    ///
    /// @param note which changed columns the org doesn't let us write; empty where there are none
    record Sendable(OutgoingRecord record, String note) implements RecordContent {
        public boolean isEmpty() {
            return record.values().isEmpty()
                    && record.nulls().isEmpty()
                    && record.references().isEmpty();
        }
    }

    record Unsendable(String reason) implements RecordContent {}

    /// The fields of an entry that may be written. An insert leaves NULL out, so that the org's own defaults
    /// hold, and what the org has where the insert updates a record that is there already; an update sets it. Of
    /// a lookup's Id and its reference by external id only one is sent: the Id
    /// where it has a value.
    ///
    /// @param trait [FieldTrait#CREATEABLE] for an insert, [FieldTrait#UPDATEABLE] for an update
    static RecordContent of(Entry entry, Mapping mapping, FieldTrait trait) {
        var collected = new Collector(trait, entry.action());
        for (var field : mapping.fields()) {
            var value = entry.values().get(field.column());
            if (value != null) {
                switch (field) {
                    case MappedField.Direct direct -> collected.take(direct, value);
                    case MappedField.ByReference reference -> collected.take(reference, value);
                }
            }
        }
        return collected.content(mapping, trait == FieldTrait.UPDATEABLE ? entry.sfid() : Optional.empty());
    }

    /// Gathers the fields of one record. Used once.
    final class Collector {
        private final FieldTrait trait;
        private final Action action;
        private final Map<FieldName, String> values = new LinkedHashMap<>();
        private final Set<FieldName> nulls = new LinkedHashSet<>();
        private final Map<String, KeyReference> references = new LinkedHashMap<>();
        private final List<String> unwritable = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private Collector(FieldTrait trait, Action action) {
            this.trait = trait;
            this.action = action;
        }

        private void take(MappedField.Direct mapped, Optional<String> value) {
            var field = mapped.field();
            if (!field.is(trait)) {
                noteUnwritable(mapped.column(), value);
                return;
            }
            switch (toOrg(field, value)) {
                case FieldText.Value text -> values.put(field.name(), text.text());
                case FieldText.Nothing nothing -> setNull(field);
                case FieldText.Refused refused -> problems.add(refused.why());
            }
        }

        private void take(MappedField.ByReference mapped, Optional<String> value) {
            if (!mapped.lookup().is(trait)) {
                noteUnwritable(mapped.column(), value);
                return;
            }
            switch (toOrg(mapped.parentKey(), value.map(String::strip))) {
                case FieldText.Value key ->
                    references.put(
                            mapped.relationship(),
                            new KeyReference(mapped.parent(), mapped.parentKey().name(), key.text()));
                case FieldText.Nothing nothing -> setNull(mapped.lookup());
                case FieldText.Refused refused -> problems.add(refused.why());
            }
        }

        private static FieldText toOrg(FieldDescription field, Optional<String> value) {
            return value.map(text -> FieldText.toOrg(field, text)).orElseGet(FieldText.Nothing::new);
        }

        private void setNull(FieldDescription field) {
            if (action == Action.UPDATE && field.type() == FieldType.BOOLEAN) {
                // A checkbox is never empty in the org: it keeps a NULL as false.
                values.put(field.name(), "false");
            } else if (action == Action.UPDATE) {
                nulls.add(field.name());
            }
        }

        /// An insert's row holds every column, most of them NULL and nobody's wish; so only values are worth
        /// a word.
        private void noteUnwritable(String column, Optional<String> value) {
            boolean isTechnical = Set.of("sfid", "systemmodstamp", "isdeleted").contains(column);
            if (!isTechnical && (value.isPresent() || action == Action.UPDATE)) {
                unwritable.add(column);
            }
        }

        private RecordContent content(Mapping mapping, Optional<RecordId> id) {
            if (!problems.isEmpty()) {
                return new Unsendable(String.join("; ", problems));
            }
            settleLookups(mapping);
            var note = unwritable.isEmpty()
                    ? ""
                    : "not sent, since the org doesn't let it be written: " + String.join(", ", unwritable);
            return new Sendable(new OutgoingRecord(mapping.object(), id, values, nulls, references), note);
        }

        private void settleLookups(Mapping mapping) {
            for (var field : mapping.fields()) {
                if (field instanceof MappedField.ByReference reference) {
                    var lookup = reference.lookup().name();
                    if (values.containsKey(lookup)) {
                        references.remove(reference.relationship());
                        nulls.remove(lookup);
                    } else if (references.containsKey(reference.relationship())) {
                        nulls.remove(lookup);
                    }
                }
            }
        }
    }
}
