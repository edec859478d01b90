package dev.lockstep.postgres.log;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.model.configuration.SettledNotice;
import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.fence.Epochs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A log that an application fills, and a writer that has taken the connection.
record LogFixture(Prepared prepared, TriggerLog log, Epoch epoch) implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final RecordId FIRST = RecordId.of("001000000000001");
    static final RecordId SECOND = RecordId.of("001000000000002");
    static final RecordId THIRD = RecordId.of("001000000000003");

    static LogFixture of(Mapping... mappings) {
        var prepared = Prepared.strict(mappings);
        return new LogFixture(
                prepared, new TriggerLog(prepared.database()), new Epochs(prepared.database()).take("a test"));
    }

    /// The same with a log that tells who listens.
    LogFixture telling() {
        return new LogFixture(prepared, new TriggerLog(prepared.database(), SettledNotice.NOTIFY), epoch);
    }

    void run(String... statements) {
        prepared.run(statements);
    }

    /// Runs statements as Lockstep's own, which capture doesn't see.
    void runUncaptured(String... statements) {
        prepared.run("SET lockstep.origin = 'sync'");
        prepared.run(statements);
        prepared.run("RESET lockstep.origin");
    }

    List<String> rows(String sql) {
        return prepared.application().rows(sql);
    }

    List<Long> waitingIds() {
        return log.waiting(0, 1000).stream().map(Entry::id).toList();
    }

    Attempt claim(Long... ids) {
        return tryToClaim(ids).orElseThrow();
    }

    Optional<Attempt> tryToClaim(Long... ids) {
        return log.claim(epoch, new AttemptDraft(Transport.SOAP, "CREATE", List.of(ids), NOW));
    }

    int settle(Attempt attempt, Settlement... settlements) {
        return log.settle(epoch, attempt, Arrays.asList(settlements));
    }

    /// Claims the entry and settles it as taken by the org, without a look at its row.
    void accept(long entry, RecordId record) {
        settle(claim(entry), accepted(entry, record));
    }

    void refuse(long entry, String message) {
        settle(claim(entry), new Settlement.Refused(entry, "REQUIRED_FIELD_MISSING", message));
    }

    static Settlement accepted(long entry, RecordId record) {
        return new Settlement.Accepted(entry, Optional.of(record), Optional.empty(), RowStatus.INSERTED);
    }

    int writeBack() {
        return log.writeBack(epoch);
    }

    @Override
    public void close() {
        prepared.close();
    }
}
