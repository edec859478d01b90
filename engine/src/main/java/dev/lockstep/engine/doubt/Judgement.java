package dev.lockstep.engine.doubt;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.engine.content.RecordContent;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordOwners;
import dev.lockstep.salesforce.FieldText;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.QueryColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Judges the entries of one doubtful attempt that belong to one mapping: gathers the evidence and pairs it.
final class Judgement {
    private final Mapping mapping;
    private final Evidence evidence;
    private final RecordOwners owners;
    private final Duration margin;

    /// @param margin how long after the loss the org may still have created records
    Judgement(Sides sides, Mapping mapping, Duration margin) {
        this.mapping = mapping;
        this.evidence = new Evidence(sides, mapping);
        this.owners = new RecordOwners(sides.database());
        this.margin = margin;
    }

    List<Verdict> of(Attempt attempt, List<Entry> entries, Instant lostAt) {
        return switch (Operation.valueOf(attempt.operation())) {
            case CREATE -> created(attempt, entries, lostAt);
            case UPSERT -> upserted(attempt, entries);
            case UPDATE -> updated(entries);
            case DELETE -> deleted(entries);
        };
    }

    private List<Verdict> created(Attempt attempt, List<Entry> entries, Instant lostAt) {
        var sent = sent(entries, FieldTrait.CREATEABLE);
        var from = attempt.orgTime().minus(DoubtResolver.CLOCK_MARGIN);
        var until = lostAt.plus(margin).plus(DoubtResolver.CLOCK_MARGIN);
        var found = evidence.createdByUs(SentRecord.columns(sent), from, until);
        var ids = found.stream().map(FoundRecord::id).toList();
        var ofOthers = owners.byEntries(mapping.table(), ids);
        var candidates = found.stream()
                .filter(candidate -> !ofOthers.contains(candidate.id()))
                .toList();
        return withUnsent(entries, sent, Pairing.ofCreated(sent, candidates, owners.byRows(mapping.table(), ids)));
    }

    private List<Verdict> upserted(Attempt attempt, List<Entry> entries) {
        var key = mapping.uniqueIdentifier().orElseThrow();
        var sent = sent(entries, FieldTrait.CREATEABLE);
        var keys = new HashMap<Long, String>();
        var values = new ArrayList<String>();
        for (var entry : entries) {
            entry.values()
                    .getOrDefault(key.name().columnName(), Optional.empty())
                    .ifPresent(value -> {
                        values.add(value.strip());
                        keys.put(entry.id(), comparableKey(key, value));
                    });
        }
        var columns = new ArrayList<>(SentRecord.columns(sent));
        var found = values.isEmpty()
                ? Map.<String, List<FoundRecord>>of()
                : evidence.byKeys(columns, key, values).stream()
                        .collect(Collectors.groupingBy(record -> comparableKey(
                                key, record.value(key.name().value()).orElse(""))));
        var notBefore = attempt.orgTime().minus(DoubtResolver.CLOCK_MARGIN);
        return withUnsent(entries, sent, Pairing.ofUpserted(sent, keys, found, notBefore));
    }

    private List<Verdict> updated(List<Entry> entries) {
        var sent = sent(entries, FieldTrait.UPDATEABLE);
        var found = byId(entries, SentRecord.columns(sent));
        var ids = ids(entries);
        var verdicts = sent.stream()
                .map(record -> Pairing.ofUpdated(
                        record,
                        Optional.ofNullable(ids.get(record.entryId())).orElseThrow(),
                        Optional.ofNullable(found.get(ids.get(record.entryId())))))
                .toList();
        return withUnsent(entries, sent, verdicts);
    }

    private List<Verdict> deleted(List<Entry> entries) {
        var found = byId(entries, List.of());
        return ids(entries).entrySet().stream()
                .map(entry -> Pairing.ofDeleted(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(found.get(entry.getValue()))))
                .toList();
    }

    private Map<RecordId, FoundRecord> byId(List<Entry> entries, List<QueryColumn> columns) {
        var ids = List.copyOf(ids(entries).values());
        return ids.isEmpty()
                ? Map.of()
                : evidence.byIds(columns, ids).stream().collect(Collectors.toMap(FoundRecord::id, Function.identity()));
    }

    private static Map<Long, RecordId> ids(List<Entry> entries) {
        var ids = new HashMap<Long, RecordId>();
        entries.forEach(entry -> entry.sfid().ifPresent(id -> ids.put(entry.id(), id)));
        return ids;
    }

    /// Entries that travelled in the attempt but were never part of the call go back to be looked at again.
    private static List<Verdict> withUnsent(List<Entry> entries, List<SentRecord> sent, List<Verdict> verdicts) {
        var all = new ArrayList<>(verdicts);
        var sentIds = sent.stream().map(SentRecord::entryId).collect(Collectors.toSet());
        entries.stream()
                .filter(entry -> !sentIds.contains(entry.id()))
                .forEach(entry -> all.add(new Verdict.NotDone(entry.id())));
        return all;
    }

    private List<SentRecord> sent(List<Entry> entries, FieldTrait trait) {
        var sent = new ArrayList<SentRecord>();
        for (var entry : entries) {
            if (RecordContent.of(entry, mapping, trait) instanceof RecordContent.Sendable sendable
                    && (trait == FieldTrait.CREATEABLE || entry.sfid().isPresent())) {
                sent.add(sent(entry.id(), sendable.record()));
            }
        }
        return sent;
    }

    private SentRecord sent(long entryId, OutgoingRecord record) {
        var builder = new SentRecord.Builder();
        record.values().forEach((name, text) -> builder.sent(name.value(), field(name), Optional.of(text)));
        record.nulls().forEach(name -> builder.sent(name.value(), field(name), Optional.empty()));
        record.references()
                .forEach((relationship, key) -> builder.sent(
                        relationship + "." + key.key().value(), referenced(relationship), Optional.of(key.value())));
        return builder.build(entryId);
    }

    private FieldDescription field(FieldName name) {
        for (var field : mapping.fields()) {
            switch (field) {
                case MappedField.Direct direct
                when direct.field().name().equals(name) -> {
                    return direct.field();
                }
                case MappedField.ByReference reference
                when reference.lookup().name().equals(name) -> {
                    return reference.lookup();
                }
                case MappedField.Direct other -> {}
                case MappedField.ByReference other -> {}
            }
        }
        throw new IllegalStateException(mapping.object() + "." + name + " was sent but isn't mapped");
    }

    private FieldDescription referenced(String relationship) {
        return mapping.fields().stream()
                .filter(MappedField.ByReference.class::isInstance)
                .map(MappedField.ByReference.class::cast)
                .filter(reference -> reference.relationship().equals(relationship))
                .map(MappedField.ByReference::parentKey)
                .findFirst()
                .orElseThrow();
    }

    private static String comparableKey(FieldDescription key, String value) {
        var comparable = FieldText.comparable(key, value).orElse("");
        return key.is(FieldTrait.CASE_SENSITIVE) ? comparable : comparable.toLowerCase(Locale.ROOT);
    }
}
