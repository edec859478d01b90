package dev.lockstep.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.schema.Hstore;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is asked of the log all the time never reads the whole of it.
class LogPlansIT {
    record Asked(String name, String sql, String index) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String STATES = "_trigger_log_idx_state_id";
    private static final String RECORDS = "_trigger_log_idx_record_or_deletion";

    static List<Asked> often() {
        return List.of(
                new Asked("waiting", bound(WaitingEntries.WAITING, "0", "100"), STATES),
                new Asked("unsettled", WaitingEntries.UNSETTLED, STATES),
                new Asked("never sent", Dismiss.NEVER_SENT, STATES),
                new Asked(
                        "entries of a record",
                        "SELECT * FROM ${schema}._trigger_log WHERE sfid = '001000000000001AAA' AND action = 'DELETE'",
                        RECORDS),
                new Asked(
                        "deletions without Id",
                        "SELECT * FROM ${schema}._trigger_log"
                                + " WHERE table_name = 'account' AND action = 'DELETE' AND sfid IS NULL",
                        RECORDS),
                new Asked(
                        "requeued",
                        "SELECT * FROM ${schema}._trigger_log_archive WHERE state = 'REQUEUE'",
                        "_trigger_log_archive_idx_unsettled"),
                new Asked(
                        "archived long ago",
                        bound(ArchiveRetention.OLDEST, "'2020-01-01'", "7", "'2026-01-01'"),
                        "_trigger_log_archive_idx_processed_at"));
    }

    private static String bound(String sql, String... values) {
        var text = sql;
        for (var value : values) {
            text = text.replaceFirst("\\?", value);
        }
        return text;
    }

    @ParameterizedTest
    @MethodSource("often")
    void usesItsIndexAmongManyOtherRows(Asked asked) {
        try (var fixture = LogFixture.of(TestMappings.account())) {
            var many = "INSERT INTO %s (id, state, action, table_name, record_id, \"values\")"
                    + " SELECT n, '%s', 'UPDATE', 'account', n, '' FROM generate_series(1, 50000) n";
            fixture.run(
                    many.formatted("_trigger_log", "SUCCESS"),
                    many.formatted("_trigger_log_archive", "SUCCESS"),
                    "SELECT setval('_trigger_log_id_seq', 50000)",
                    "INSERT INTO account (name) SELECT 'a' FROM generate_series(1, 20)",
                    "ANALYZE");
            var sql = new EntryRows(
                            fixture.prepared().database().schema(),
                            Hstore.of(fixture.prepared().database()))
                    .in(asked.sql());

            var plan = String.join("\n", fixture.rows("EXPLAIN " + sql));
            assertThat(plan).contains(asked.index()).doesNotContain("Seq Scan on _trigger_log");
        }
    }
}
