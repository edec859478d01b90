package dev.lockstep.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// The tables are alike, and the peer does what it stands for.
class CaptureTablesIT {
    private static final ScratchFolder FOLDER = ScratchFolder.create("capture-tables");
    private static final ScratchServer SERVER = start();

    private static ScratchServer start() {
        try {
            return ScratchServer.start(FOLDER);
        } catch (InterruptedException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeAll
    static void create() throws SQLException {
        try (var connection = SERVER.connect()) {
            CaptureTables.create(SERVER.settings(), connection);
        }
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void haveTheSameColumnsAndIndexes() throws SQLException {
        var columns = "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = '%s'::regclass AND attnum > 0 ORDER BY attnum";
        var indexes = "SELECT regexp_replace(indexdef, ' INDEX .* USING', '') FROM pg_indexes"
                + " WHERE schemaname || '.' || tablename = '%s' ORDER BY 1";
        try (var connection = SERVER.connect()) {
            for (var variant : List.of(Variant.BARE, Variant.PEER)) {
                for (var sql : List.of(columns, indexes)) {
                    assertThat(rows(connection, sql.formatted(variant.table())))
                            .hasSizeGreaterThan(4)
                            .isEqualTo(rows(connection, sql.formatted(Variant.LOCKSTEP.table())));
                }
            }
        }
    }

    @Test
    void letThePeerLogEachRowAndNotify() throws SQLException {
        try (var connection = SERVER.connect()) {
            run(
                    connection,
                    "SET search_path = published, public",
                    "LISTEN \"published.hc_trigger_log\"",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b'",
                    "UPDATE account SET name = 'b'",
                    "DELETE FROM account");

            assertThat(rows(connection, "SELECT state || ' ' || action FROM _trigger_log ORDER BY id"))
                    .containsExactly("NEW INSERT", "NEW UPDATE", "IGNORE UPDATE", "IGNORE DELETE");
            assertThat(rows(connection, "SELECT \"values\" FROM _trigger_log WHERE action = 'UPDATE' ORDER BY id"))
                    .containsExactly("\"name\"=>\"b\"", "");
            assertThat(connection.unwrap(PGConnection.class).getNotifications()).hasSize(4);
        }
    }

    @Test
    void letThePeerTellApplicationsFromTheSync() throws SQLException {
        try (var connection = SERVER.connect()) {
            run(
                    connection,
                    "SET search_path = published, public",
                    "TRUNCATE _trigger_log",
                    "INSERT INTO account (name) VALUES ('theirs')",
                    "SET xmlbinary = 'hex'",
                    "INSERT INTO account (name) VALUES ('ours')");

            assertThat(rows(connection, "SELECT name || ' ' || _hc_lastop FROM account ORDER BY id"))
                    .containsExactly("theirs PENDING", "ours SYNCED");
            assertThat(rows(connection, "SELECT action FROM _trigger_log")).containsExactly("INSERT");
            run(connection, "TRUNCATE account, _trigger_log");
        }
    }
}
