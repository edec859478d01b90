package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.DataColumn;
import dev.lockstep.orgsim.bulk.DataRefused;
import dev.lockstep.orgsim.bulk.DataRow;
import dev.lockstep.orgsim.bulk.RecordDraft;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Puts one record of XML or JSON together. Unlike CSV, each record has fields of its own.
final class RowReader {
    private static final String LIMITS =
            "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm";

    @Documented(url = LIMITS)
    private static final int MOST_IN_FIELD = 131_072;

    @Documented(url = LIMITS)
    private static final int MOST_IN_RECORD = 400_000;

    private final SimulatedOrg org;
    private final ObjectDefinition object;
    private final Saving saving;
    private final Format format;
    private final RecordDraft draft;
    private final Set<String> names = new HashSet<>();
    private int characters;

    enum Format {
        XML,
        JSON
    }

    RowReader(SimulatedOrg org, Saving saving, Format format) {
        this.org = org;
        this.object = org.object(saving.object()).orElseThrow();
        this.saving = saving;
        this.format = format;
        this.draft = new RecordDraft(object.name());
    }

    /// A parent of the record, as far as it was read.
    ///
    /// @param type its object, where it is told
    record Parent(Optional<String> type, Optional<String> key, Optional<String> value) {
        static final Parent UNKNOWN = new Parent(Optional.empty(), Optional.empty(), Optional.empty());

        Parent ofType(String name) {
            return new Parent(Optional.of(name), key, value);
        }

        Parent named(String field, String by) {
            if (key.isPresent()) {
                throw new DataRefused("InvalidBatch : More than one field names a parent: " + field);
            }
            return new Parent(type, Optional.of(field), Optional.of(by));
        }
    }

    void value(String name, String text) {
        count(text);
        names.add(name);
        draft.put(DataColumn.of(org, object, name), text);
    }

    void nothing(String name) {
        names.add(name);
        draft.putNull(DataColumn.of(org, object, name));
    }

    void parent(String relationship, Parent parent) {
        String value = parent.value().orElse("");
        count(value);
        names.add(relationship);
        draft.put(
                DataColumn.parent(
                        org, object, parent.type(), relationship, parent.key().orElse("")),
                value);
    }

    private void count(String text) {
        characters += text.length();
        if (text.length() > MOST_IN_FIELD) {
            throw unparsable(
                    format, "Exceeded max length for one column. Max length for one column is = " + MOST_IN_FIELD);
        }
        if (characters > MOST_IN_RECORD) {
            throw unparsable(
                    format, "Exceeded max length for one record. Max length for one record is = " + MOST_IN_RECORD);
        }
    }

    DataRow row() {
        saving.operation().requireUsable(names);
        return new DataRow.Fitting(draft.record());
    }

    static DataRefused unparsable(Format format, String why) {
        return new DataRefused("InvalidBatch : Failed to parse %s. %s".formatted(format, why));
    }
}
