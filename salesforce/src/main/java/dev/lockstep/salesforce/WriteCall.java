package dev.lockstep.salesforce;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// One request that writes. Each record stands or falls alone, and outcomes come in the order of the records.
public sealed interface WriteCall permits WriteCall.Create, WriteCall.Upsert, WriteCall.Update, WriteCall.Delete {
    int MOST_RECORDS = 200;
    /// The org saves neighbours of one type together and takes no more than so many of these groups.
    int MOST_RUNS_OF_TYPES = 10;

    /// How many records it carries.
    int size();

    /// Makes records, of several types if wanted. Sent twice it makes them twice.
    record Create(List<OutgoingRecord> records) implements WriteCall {
        public Create {
            records = List.copyOf(records);
            Checks.size(records);
            Checks.runsOfTypes(records);
            Checks.noIds(records);
        }

        @Override
        public int size() {
            return records.size();
        }
    }

    /// Makes or changes records of one type, found by an external id that each of them carries.
    record Upsert(FieldName key, List<OutgoingRecord> records) implements WriteCall {
        public Upsert {
            records = List.copyOf(records);
            Checks.size(records);
            Checks.noIds(records);
            Checks.keyed(key, records);
        }

        public ObjectName object() {
            return records.getFirst().object();
        }

        @Override
        public int size() {
            return records.size();
        }
    }

    /// Changes records found by their Ids.
    record Update(List<OutgoingRecord> records) implements WriteCall {
        public Update {
            records = List.copyOf(records);
            Checks.size(records);
            Checks.runsOfTypes(records);
            Checks.distinct(records.stream()
                    .map(record -> record.id()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("a " + record.object() + " to be updated has no Id")))
                    .toList());
        }

        @Override
        public int size() {
            return records.size();
        }
    }

    /// Deletes records, and by the org's rules what hangs on them.
    record Delete(List<RecordId> ids) implements WriteCall {
        public Delete {
            ids = List.copyOf(ids);
            Checks.size(ids);
            Checks.distinct(ids);
        }

        @Override
        public int size() {
            return ids.size();
        }
    }

    /// What holds for the lists of every call.
    final class Checks {
        private Checks() {}

        private static void size(List<?> records) {
            if (records.isEmpty() || records.size() > MOST_RECORDS) {
                throw new IllegalArgumentException(
                        "a call carries 1 to " + MOST_RECORDS + " records, not " + records.size());
            }
        }

        private static void runsOfTypes(List<OutgoingRecord> records) {
            int runs = 0;
            var before = Optional.<ObjectName>empty();
            for (var record : records) {
                if (before.filter(record.object()::equals).isEmpty()) {
                    runs++;
                    before = Optional.of(record.object());
                }
            }
            if (runs > MOST_RUNS_OF_TYPES) {
                throw new IllegalArgumentException(
                        "a call has at most " + MOST_RUNS_OF_TYPES + " runs of records of one type, not " + runs);
            }
        }

        private static void noIds(List<OutgoingRecord> records) {
            for (var record : records) {
                if (record.id().isPresent()) {
                    throw new IllegalArgumentException("the " + record.object() + " "
                            + record.id().get() + " can't be made: it has an Id already");
                }
            }
        }

        private static void keyed(FieldName key, List<OutgoingRecord> records) {
            var object = records.getFirst().object();
            for (var record : records) {
                if (!record.object().equals(object)) {
                    throw new IllegalArgumentException(
                            "an upsert is of one type, not of " + object + " and " + record.object());
                }
                if (!record.values().containsKey(key)) {
                    throw new IllegalArgumentException("a " + object + " to be upserted has no " + key);
                }
            }
        }

        private static void distinct(List<RecordId> ids) {
            var seen = new HashSet<RecordId>();
            for (var id : ids) {
                if (!seen.add(id)) {
                    throw new IllegalArgumentException("the record " + id + " is in one call twice");
                }
            }
        }
    }
}
