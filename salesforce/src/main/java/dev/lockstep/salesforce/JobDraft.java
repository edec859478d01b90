package dev.lockstep.salesforce;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of one object that a job (Bulk API 2.0) writes. Each stands or falls alone, and the org may
/// take them in another order, many at the same time. What became of them is found by their Ids or by
/// the key.
///
/// @param key an external id that each record carries: of an upsert the one by which records are found,
///     of an insert the one by which results are, where there is such; an update and a delete have none
/// @param records no Id and no key twice; of those to be deleted only the Id counts
public record JobDraft(JobVerb verb, ObjectName object, Optional<FieldName> key, List<OutgoingRecord> records) {
    /// The org takes 150 MB a job, counted after base64, which makes four bytes of three.
    public static final int MOST_BYTES = 100_000_000;

    /// Characters of a value, as it is written.
    private static final int MOST_IN_VALUE = 131_072;

    /// Characters of a record, as it is written.
    private static final int MOST_IN_RECORD = 400_000;

    static final int MOST_FIELDS = 5_000;

    public JobDraft {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a job without records would fail");
        }
        for (var record : records) {
            if (!record.object().equals(object)) {
                throw new IllegalArgumentException(
                        "a job is of one type, not of " + object + " and " + record.object());
            }
        }
        switch (verb) {
            case INSERT -> checkNew(object, records);
            case UPSERT -> {
                checkNew(object, records);
                if (key.isEmpty()) {
                    throw new IllegalArgumentException("an upsert of " + object + " has no key");
                }
            }
            case UPDATE, DELETE -> {
                checkIds(object, records);
                if (key.isPresent()) {
                    throw new IllegalArgumentException(
                            "a job that finds records by their Ids has no key, not " + key.get());
                }
            }
        }
        if (key.isPresent()) {
            checkKey(object, key.get(), records);
        }
        if (verb != JobVerb.DELETE) {
            checkFit(object, records);
        }
    }

    /// Whether a job can carry a record to be written as it is meant. Not one of these can: the text
    /// `#N/A`, which would empty the field; a blank value, which would leave the field as it is; a
    /// record without any value, which would be a blank line; what is longer than the org takes. All
    /// others go by a [WriteCall].
    ///
    /// Base64 fields, which no job takes, can't be told here: they aren't mapped.
    public static boolean canCarry(OutgoingRecord record) {
        int fields = record.values().size()
                + record.nulls().size()
                + record.references().size();
        if (fields + record.id().stream().count() == 0 || fields >= MOST_FIELDS) {
            return false;
        }
        // Each field of the other records leaves a comma here.
        long sum = MOST_FIELDS + (long) record.nulls().size() * JobTable.NULL.length();
        for (var text : record.values().values()) {
            if (!isCarried(text)) {
                return false;
            }
            sum += written(text);
        }
        for (var parent : record.references().values()) {
            if (!isCarried(parent.value())) {
                return false;
            }
            sum += written(parent.value());
        }
        return sum <= MOST_IN_RECORD;
    }

    private static boolean isCarried(String text) {
        var trimmed = text.strip();
        return !trimmed.isEmpty() && !trimmed.equalsIgnoreCase(JobTable.NULL) && written(text) <= MOST_IN_VALUE;
    }

    /// How many characters a value has within quotes.
    private static long written(String text) {
        return 2 + text.length() + text.chars().filter(c -> c == '"').count();
    }

    private static void checkNew(ObjectName object, List<OutgoingRecord> records) {
        for (var record : records) {
            if (record.id().isPresent()) {
                throw new IllegalArgumentException(
                        "the " + object + " " + record.id().get() + " can't be made: it has an Id already");
            }
        }
    }

    private static void checkIds(ObjectName object, List<OutgoingRecord> records) {
        var seen = new HashSet<RecordId>();
        for (var record : records) {
            var id = record.id()
                    .orElseThrow(
                            () -> new IllegalArgumentException("a " + object + " to be updated or deleted has no Id"));
            if (!seen.add(id)) {
                throw new IllegalArgumentException("the record " + id + " is in one job twice");
            }
        }
    }

    private static void checkKey(ObjectName object, FieldName key, List<OutgoingRecord> records) {
        var seen = new HashSet<String>();
        for (var record : records) {
            var text = keyOf(record.values(), key);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a " + object + " of the job has no " + key);
            }
            if (!seen.add(text)) {
                throw new IllegalArgumentException(
                        "the same " + object + "." + key + ", as the org compares, is in one job twice");
            }
        }
    }

    private static String keyOf(Map<FieldName, String> values, FieldName key) {
        return CanonicalText.key(values.getOrDefault(key, ""));
    }

    private static void checkFit(ObjectName object, List<OutgoingRecord> records) {
        for (var record : records) {
            if (!canCarry(record)) {
                throw new IllegalArgumentException(
                        "a " + object + " can't go by a job as it is meant: look before whether it can");
            }
        }
    }

    /// What a person may read of it.
    String concerns() {
        return verb.word() + " " + records.size() + " records of " + object + " by a job";
    }
}
