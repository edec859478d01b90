package dev.lockstep.postgres.merge;

import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/// Moves the mapping's state and watermark in the transaction of a slice.
final class Progress {
    private static final String COUNT = """
        UPDATE ${schema}._lockstep_mapping
           SET loaded_rows = loaded_rows + loaded.records
          FROM (SELECT count(*) AS records
                  FROM pg_temp.lockstep_plan
                 WHERE reading = 'LOAD' AND fate IN ('INSERT', 'UPDATE', 'MERGE', 'SAME')) loaded
         WHERE table_name = ${name} AND state = 'LOADING' AND loaded.records > 0\
        """;

    private static final String POLL_ENDS = """
        UPDATE ${schema}._lockstep_mapping
           SET watermark = greatest(watermark, ?::timestamptz), polled_at = ?::timestamptz
         WHERE table_name = ${name}\
        """;

    private static final String LOAD_ENDS = """
        UPDATE ${schema}._lockstep_mapping
           SET watermark = load_began, load_began = NULL, state = 'SYNCED'
         WHERE table_name = ${name} AND state = 'LOADING'\
        """;

    private static final String FORGET_LOAD = """
        DELETE FROM ${schema}._lockstep_load WHERE table_name = ${name}\
        """;

    private Progress() {}

    static void count(SliceSession session) throws SQLException {
        session.run(COUNT);
    }

    static void end(SliceSession session, Ending ending, Instant now) throws SQLException {
        int moved = switch (ending) {
            case Ending.MoreFollows() -> 1;
            case Ending.PollEnds(var watermark) ->
                session.run(POLL_ENDS, watermark.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
            case Ending.LoadEnds() -> {
                session.run(FORGET_LOAD);
                yield session.run(LOAD_ENDS);
            }
        };
        if (moved == 0) {
            throw new DatabaseFailure(
                    Kind.BUG, session.sql().in("the mapping of ${table} is not in the state that ends by " + ending));
        }
    }
}
