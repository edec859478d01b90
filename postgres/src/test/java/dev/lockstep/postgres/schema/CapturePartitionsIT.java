package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// A partitioned table is captured once, however it is written to.
class CapturePartitionsIT {
    private static final String SYNCED = "001000000000001AAA";

    /// The table as the mapping makes it, but partitioned by phone; `other` has a partition named as the table is.
    private static Prepared partitioned() {
        var prepared = Prepared.strict(TestMappings.account());
        prepared.run(
                "ALTER TABLE account RENAME TO plain",
                "CREATE TABLE account (LIKE plain INCLUDING DEFAULTS) PARTITION BY LIST (phone)",
                "DROP TABLE plain",
                "CREATE SEQUENCE account_seq",
                "ALTER TABLE account ALTER COLUMN id SET DEFAULT nextval('salesforce.account_seq')",
                "CREATE TABLE account_1 PARTITION OF account FOR VALUES IN ('1')",
                "CREATE SCHEMA other",
                "CREATE TABLE other.account PARTITION OF account FOR VALUES IN ('2')");
        new MappedTables(prepared.database()).ensure(TestMappings.account());
        return prepared;
    }

    @Test
    void aStatementTriggerOfTheRootMissesWritesToAPartition() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE plain_1 PARTITION OF plain FOR VALUES IN (1)",
                    "CREATE TABLE seen (id int)",
                    "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN INSERT INTO salesforce.seen SELECT id FROM fresh; RETURN NULL; END $$",
                    "CREATE TRIGGER see AFTER INSERT ON plain REFERENCING NEW TABLE AS fresh"
                            + " FOR EACH STATEMENT EXECUTE FUNCTION see()",
                    "INSERT INTO plain_1 VALUES (1)");

            assertThat(prepared.one("SELECT count(*) FROM seen")).isEqualTo("0");
        }
    }

    @Test
    void capturesWritesToTheRootAndToAPartitionOnce() {
        try (var prepared = partitioned()) {
            prepared.run(
                    "INSERT INTO account (name, phone) VALUES ('a', '1')",
                    "INSERT INTO account_1 (name, phone) VALUES ('b', '1')",
                    "INSERT INTO other.account (name, phone) VALUES ('c', '2')",
                    "UPDATE account SET name = 'd'",
                    "DELETE FROM account_1");

            assertThat(prepared.captured())
                    .containsExactly(
                            "NEW INSERT account 1",
                            "NEW INSERT account 2",
                            "NEW INSERT account 3",
                            "NEW UPDATE account 1",
                            "NEW UPDATE account 2",
                            "NEW UPDATE account 3",
                            "NEW DELETE account 1",
                            "NEW DELETE account 2");
        }
    }

    @Test
    void aPartitionThatIsAddedLaterIsCapturedToo() {
        try (var prepared = partitioned()) {
            prepared.run(
                    "CREATE TABLE account_3 PARTITION OF account FOR VALUES IN ('3')",
                    "INSERT INTO account_3 (name, phone) VALUES ('a', '3')");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1");
        }
    }

    @Test
    void aMoveToAnotherPartitionIsAnUpdate() {
        try (var prepared = partitioned()) {
            prepared.run(
                    "INSERT INTO account (name, phone, sfid) VALUES ('a', '1', '" + SYNCED + "'), ('b', '1', NULL)",
                    "UPDATE account SET phone = '2', name = upper(name)");

            assertThat(prepared.captured())
                    .containsExactly(
                            "NEW INSERT account 1",
                            "NEW INSERT account 2",
                            "NEW UPDATE account 1",
                            "NEW UPDATE account 2");
            assertThat(prepared.application()
                            .rows("SELECT sfid, old, \"values\" FROM _trigger_log WHERE action = 'UPDATE'"
                                    + " ORDER BY id"))
                    .containsExactly(
                            SYNCED + "|\"name\"=>\"a\", \"phone\"=>\"1\"|\"name\"=>\"A\", \"phone\"=>\"2\"",
                            "-|\"name\"=>\"b\", \"phone\"=>\"1\"|\"name\"=>\"B\", \"phone\"=>\"2\"");
        }
    }

    @Test
    void aMoveThatChangesThePrimaryKeyIsAnUpdateOfTheOldOne() {
        try (var prepared = partitioned()) {
            prepared.run(
                    "INSERT INTO account (name, phone, sfid) VALUES ('a', '1', '" + SYNCED + "')",
                    "UPDATE account SET phone = '2', id = 77");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1", "NEW UPDATE account 1");
            assertThat(prepared.application().rows("SELECT old_id, new_id FROM _lockstep_renumbered"))
                    .containsExactly("1|77");
        }
    }

    @Test
    void aRowMovedBackInTheSameTransactionIsTwoUpdates() {
        try (var prepared = partitioned()) {
            prepared.run("INSERT INTO account (name, phone, sfid) VALUES ('a', '1', '" + SYNCED + "')");
            prepared.run("BEGIN", "UPDATE account SET phone = '2'", "UPDATE account SET phone = '1'", "COMMIT");

            assertThat(prepared.captured())
                    .containsExactly("NEW INSERT account 1", "NEW UPDATE account 1", "NEW UPDATE account 1");
            assertThat(prepared.changes().subList(1, 3)).containsExactly("\"phone\"=>\"2\"", "\"phone\"=>\"1\"");
        }
    }

    @Test
    void anUpdateThatFollowsAnInsertInOneMergeIsCaptured() {
        try (var prepared = partitioned()) {
            prepared.run("INSERT INTO account (name, phone) VALUES ('a', '1')", """
                MERGE INTO account USING (VALUES (2, 'new'), (1, 'changed')) AS s (id, name) ON account.id = s.id
                 WHEN MATCHED THEN UPDATE SET name = s.name
                 WHEN NOT MATCHED THEN INSERT (id, name, phone) VALUES (s.id, s.name, '1')\
                """);

            assertThat(prepared.captured())
                    .containsExactlyInAnyOrder("NEW INSERT account 1", "NEW INSERT account 2", "NEW UPDATE account 1");
        }
    }
}
