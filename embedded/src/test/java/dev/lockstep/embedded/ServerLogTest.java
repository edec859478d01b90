package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLogTest {
    @Test
    void tellsTheFirstComplaint() {
        var output = """
            2026-01-01 00:00:00 UTC [7] LOG:  starting PostgreSQL
            2026-01-01 00:00:00 UTC [7] FATAL:  data directory "data" has wrong ownership
            2026-01-01 00:00:00 UTC [7] FATAL:  something that follows
            """;
        assertThat(ServerLog.complaintIn(output)).isEqualTo("data directory \"data\" has wrong ownership.");
    }

    @Test
    void tellsTheLastLineWhereNoneIsMarked() {
        assertThat(ServerLog.complaintIn("one\ntwo\n")).isEqualTo("two.");
        assertThat(ServerLog.complaintIn("")).isEqualTo("it said nothing.");
    }
}
