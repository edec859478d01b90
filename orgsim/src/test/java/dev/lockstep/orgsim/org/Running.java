package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An open org with a clock that a test moves, and short words for its calls.
final class Running implements AutoCloseable {
    static final Instant START = Instant.parse("2026-02-03T04:05:06.789Z");

    private final SimulatedOrg org;
    private Instant now = START;

    private Running(Optional<Path> folder, long generatedRows) {
        org = SimulatedOrg.open(new OrgSettings(folder, OrgContent.sample(), generatedRows, () -> now));
    }

    static Running inMemory() {
        return new Running(Optional.empty(), 0);
    }

    static Running inMemory(long generatedRows) {
        return new Running(Optional.empty(), generatedRows);
    }

    static Running in(Path folder) {
        return new Running(Optional.of(folder), 0);
    }

    static Running in(Path folder, long generatedRows) {
        return new Running(Optional.of(folder), generatedRows);
    }

    SimulatedOrg org() {
        return org;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<SaveOutcome> create(Sent... records) {
        return org.create(org.integrationUser(), records(records), SaveOptions.PARTIAL);
    }

    List<SaveOutcome> update(Sent... records) {
        return org.update(org.adminUser(), records(records), SaveOptions.PARTIAL);
    }

    List<SaveOutcome> upsert(String key, Sent... records) {
        return org.upsert(org.integrationUser(), key, records(records), SaveOptions.PARTIAL);
    }

    List<SaveOutcome> delete(String... ids) {
        return org.delete(org.integrationUser(), List.of(ids), SaveOptions.PARTIAL);
    }

    List<SaveOutcome> undelete(String... ids) {
        return org.undelete(org.integrationUser(), List.of(ids), SaveOptions.PARTIAL);
    }

    List<SaveOutcome> emptyBin(String... ids) {
        return org.emptyRecycleBin(org.integrationUser(), List.of(ids));
    }

    List<SaveOutcome> deleteForGood(String object, String... ids) {
        return org.saveNoted(org.integrationUser(), new Batch.HardDeletes(object, List.of(ids)), _ -> "deleted");
    }

    static List<InputRecord> records(Sent... records) {
        return Arrays.stream(records).map(Sent::record).toList();
    }

    /// Creates one record, which must work.
    String id(Sent record) {
        return saved(create(record).getFirst());
    }

    static String saved(SaveOutcome outcome) {
        assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class);
        return ((SaveOutcome.Saved) outcome).id();
    }

    static SaveError refused(SaveOutcome outcome) {
        assertThat(outcome).isInstanceOf(SaveOutcome.Refused.class);
        assertThat(((SaveOutcome.Refused) outcome).errors()).hasSize(1);
        return ((SaveOutcome.Refused) outcome).errors().getFirst();
    }

    RecordView record(String id) {
        return org.state().find(RecordId.parse(id).orElseThrow()).orElseThrow();
    }

    Value value(String id, String field) {
        return record(id).value(field);
    }

    String text(String id, String field) {
        return value(id, field) instanceof Value.Text(var text) ? text : "";
    }

    /// How many records of the object there are that aren't deleted.
    long count(String object) {
        var table = table(object);
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        var count = 0L;
        while (numbers.hasNext()) {
            count += table.isDeleted(numbers.nextLong()) ? 0 : 1;
        }
        return count;
    }

    Table table(String object) {
        return org.state().table(org.object(object).orElseThrow());
    }

    /// All that the org keeps, in a form that can be compared with another org's.
    Map<String, List<Object>> picture() {
        var picture = new TreeMap<String, List<Object>>();
        for (var object : org.objects()) {
            var table = table(object.name());
            var parts = new ArrayList<Object>(List.of(table.nextNumber(), table.nextAutoNumber()));
            table.stored().forEachRemaining(record -> {
                parts.add(record.number());
                parts.add(record.values());
                parts.add(record.whereabouts());
            });
            table.departures().gone().forEachRemaining(record -> parts.add(record.number() + " " + record.stamp()));
            table.inStampOrder(Instant.EPOCH, Instant.MAX).forEachRemaining((long number) -> parts.add(number));
            for (var field : UniqueKeys.uniqueFields(object)) {
                table.stored()
                        .forEachRemaining(record -> UniqueKeys.canonical(field, record.value(field.name()))
                                .ifPresent(key -> parts.add(key + table.findUnique(field, key))));
            }
            picture.put(object.name(), parts);
        }
        return picture;
    }

    @Override
    public void close() {
        org.close();
    }
}
