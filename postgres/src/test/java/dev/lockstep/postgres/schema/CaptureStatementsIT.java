package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// Each way that SQL has to write a row leaves one entry a row.
class CaptureStatementsIT {
    @Test
    void copyIsCapturedRowByRow() throws SQLException, IOException {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.application()
                    .connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY account (name) FROM STDIN", new StringReader("a\nb\nc\n"));

            assertThat(prepared.captured())
                    .containsExactly("NEW INSERT account 1", "NEW INSERT account 2", "NEW INSERT account 3");
        }
    }

    @Test
    void onConflictIsAnInsertOrAnUpdateAndNeverBoth() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name, ext__c) VALUES ('a', 'x')",
                    "INSERT INTO account (name, ext__c) VALUES ('b', 'x'), ('c', 'y')"
                            + " ON CONFLICT (ext__c) DO UPDATE SET name = EXCLUDED.name",
                    "INSERT INTO account (name, ext__c) VALUES ('d', 'x') ON CONFLICT (ext__c) DO NOTHING");

            assertThat(prepared.captured())
                    .containsExactlyInAnyOrder("NEW INSERT account 1", "NEW UPDATE account 1", "NEW INSERT account 3");
        }
    }

    @Test
    void mergeIsCapturedByWhatItDoesToEachRow() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("INSERT INTO account (name) VALUES ('a'), ('b')", """
                MERGE INTO account USING (VALUES (1, 'x'), (2, ''), (3, 'z')) AS s (id, name) ON account.id = s.id
                 WHEN MATCHED AND s.name = '' THEN DELETE
                 WHEN MATCHED THEN UPDATE SET name = s.name
                 WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)\
                """);

            assertThat(prepared.captured().subList(2, 5))
                    .containsExactlyInAnyOrder("NEW UPDATE account 1", "NEW DELETE account 2", "NEW INSERT account 3");
        }
    }

    @Test
    void whatAForeignKeyCascadesIsCapturedAfterItsCause() {
        try (var prepared = Prepared.strict(TestMappings.account(), TestMappings.contact())) {
            prepared.run(
                    "ALTER TABLE contact ADD FOREIGN KEY (account__ext__c) REFERENCES account (ext__c)"
                            + " ON UPDATE CASCADE ON DELETE CASCADE",
                    "INSERT INTO account (ext__c) VALUES ('x')",
                    "INSERT INTO contact (lastname, account__ext__c) VALUES ('a', 'x'), ('b', 'x')",
                    "UPDATE account SET ext__c = 'y'",
                    "DELETE FROM account");

            assertThat(prepared.captured())
                    .containsExactly(
                            "NEW INSERT account 1",
                            "NEW INSERT contact 1",
                            "NEW INSERT contact 2",
                            "NEW UPDATE account 1",
                            "NEW UPDATE contact 1",
                            "NEW UPDATE contact 2",
                            "NEW DELETE account 1",
                            "NEW DELETE contact 1",
                            "NEW DELETE contact 2");
        }
    }

    @Test
    void whatASavepointTakesBackLeavesNoEntry() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "BEGIN",
                    "INSERT INTO account (name) VALUES ('kept')",
                    "SAVEPOINT s",
                    "INSERT INTO account (name) VALUES ('gone')",
                    "ROLLBACK TO s",
                    "SAVEPOINT s",
                    "UPDATE account SET name = 'changed'",
                    "RELEASE s");
            var own = prepared.one("SELECT txid_current()");
            prepared.run("COMMIT");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1", "NEW UPDATE account 1");
            assertThat(prepared.application().rows("SELECT DISTINCT txid FROM _trigger_log"))
                    .containsExactly(own);
        }
    }

    @Test
    void aViewThatWritesThroughIsCapturedByItsTable() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "CREATE VIEW short AS SELECT id, name FROM account",
                    "INSERT INTO short (name) VALUES ('a')",
                    "UPDATE short SET name = 'b'",
                    "DELETE FROM short");

            assertThat(prepared.captured()).hasSize(3);
        }
    }

    @Test
    void truncateIsTheDeletionOfEachRow() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name, sfid) VALUES ('a', '001000000000001AAA'), ('b', NULL)",
                    "TRUNCATE account");

            assertThat(prepared.captured().subList(2, 4))
                    .containsExactly("NEW DELETE account 1", "NEW DELETE account 2");
            assertThat(prepared.one("SELECT sfid FROM _trigger_log WHERE action = 'DELETE' AND record_id = 1"))
                    .isEqualTo("001000000000001AAA");
        }
    }

    @Test
    void truncateIsNotCapturedWhereTheRuleIsHerokuConnects() {
        try (var prepared = Prepared.heroku(TestMappings.account())) {
            prepared.run("INSERT INTO account (name) VALUES ('a')", "TRUNCATE account");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1");
        }
    }

    @Test
    void hexIsSkippedWhereTheRuleIsHerokuConnects() {
        try (var prepared = Prepared.heroku(TestMappings.account())) {
            prepared.run(
                    "SET xmlbinary = 'hex'",
                    "INSERT INTO account (name, _hc_lastop) VALUES ('a', 'SYNCED')",
                    "UPDATE account SET name = 'b'");
            assertThat(prepared.captured()).isEmpty();
            assertThat(prepared.one("SELECT _hc_lastop FROM account")).isEqualTo("SYNCED");

            prepared.run("SET xmlbinary = 'base64'", "UPDATE account SET name = 'c'");
            assertThat(prepared.captured()).containsExactly("NEW UPDATE account 1");
            assertThat(prepared.one("SELECT _hc_lastop FROM account")).isEqualTo("PENDING");
        }
    }

    @Test
    void hexIsCapturedWhereTheRuleIsStrict() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("SET xmlbinary = 'hex'", "INSERT INTO account (name) VALUES ('a')", "DELETE FROM account");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1", "NEW DELETE account 1");
        }
    }

    @Test
    void whatWeWriteOurselvesIsNotCaptured() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.database().transaction(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("INSERT INTO salesforce.account (name) VALUES ('a')");
                    statement.execute("UPDATE salesforce.account SET name = 'b'");
                    statement.execute("DELETE FROM salesforce.account");
                    return statement.execute("TRUNCATE salesforce.account");
                }
            });
            prepared.run("INSERT INTO account (name) VALUES ('a')");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 2");
        }
    }

    @Test
    void anApplicationsErrorLeavesNoEntry() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("INSERT INTO account (ext__c) VALUES ('x')");
            try {
                prepared.run("INSERT INTO account (ext__c) VALUES ('y'), ('x')");
            } catch (SqlFailed expected) {
                assertThat(expected).hasMessageContaining("hcu_idx_account_ext__c");
            }

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1");
        }
    }
}
