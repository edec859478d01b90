package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// Changes that an application's own trigger makes are logged after the change that caused them.
class CaptureOrderIT {
    private static final String UPPER = """
        CREATE FUNCTION upper_name() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE format('UPDATE %I SET name = upper(name) WHERE id = $1 AND name <> upper(name)', TG_TABLE_NAME)
              USING NEW.id;
            RETURN NULL;
        END $$\
        """;

    private static final String CHILD = """
        CREATE FUNCTION with_contact() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO contact (lastname, account__ext__c) VALUES (NEW.name, NEW.ext__c);
            RETURN NULL;
        END $$\
        """;

    @Test
    void captureByStatementLogsANestedChangeBeforeItsCause() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain (id int PRIMARY KEY, name text)",
                    "CREATE TABLE plain_log (number serial, change text)",
                    """
                    CREATE FUNCTION plain_insert() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN INSERT INTO plain_log (change) SELECT 'INSERT ' || name FROM fresh; RETURN NULL; END $$\
                    """,
                    """
                    CREATE FUNCTION plain_update() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN INSERT INTO plain_log (change) SELECT 'UPDATE ' || name FROM fresh; RETURN NULL; END $$\
                    """,
                    "CREATE TRIGGER a AFTER INSERT ON plain REFERENCING NEW TABLE AS fresh"
                            + " FOR EACH STATEMENT EXECUTE FUNCTION plain_insert()",
                    "CREATE TRIGGER b AFTER UPDATE ON plain REFERENCING NEW TABLE AS fresh"
                            + " FOR EACH STATEMENT EXECUTE FUNCTION plain_update()",
                    UPPER,
                    "CREATE TRIGGER app AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION upper_name()",
                    "INSERT INTO plain VALUES (1, 'alpha')");

            assertThat(prepared.application().rows("SELECT change FROM plain_log ORDER BY number"))
                    .containsExactly("UPDATE ALPHA", "INSERT alpha");
        }
    }

    @Test
    void logsATriggersUpdateOfTheSameRowAfterTheChangeThatCausedIt() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    UPPER,
                    "CREATE TRIGGER \"A first\" AFTER INSERT OR UPDATE ON account"
                            + " FOR EACH ROW EXECUTE FUNCTION upper_name()",
                    "INSERT INTO account (name) VALUES ('alpha')",
                    "UPDATE account SET name = 'beta'");

            assertThat(prepared.application()
                            .rows("SELECT action, substring(\"values\" FROM '\"name\"=>\"(\\w+)\"')"
                                    + " FROM _trigger_log ORDER BY id"))
                    .containsExactly("INSERT|alpha", "UPDATE|ALPHA", "UPDATE|beta", "UPDATE|BETA");
            assertThat(prepared.one("SELECT name FROM account")).isEqualTo("BETA");
        }
    }

    @Test
    void logsARowThatATriggerInsertsAfterTheRowThatCausedIt() {
        try (var prepared = Prepared.strict(TestMappings.account(), TestMappings.contact())) {
            prepared.run(
                    CHILD,
                    "CREATE TRIGGER app AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION with_contact()",
                    "INSERT INTO account (name, ext__c) VALUES ('a', 'x')");

            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1", "NEW INSERT contact 1");
        }
    }

    @Test
    void logsWhatABeforeTriggerOfTheApplicationMadeOfTheRow() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "CREATE FUNCTION phone() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN NEW.phone := '1'; RETURN NEW; END $$",
                    "CREATE TRIGGER zzz BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION phone()",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET _hc_lastop = 'SYNCED'");

            assertThat(prepared.changes().getLast()).isEqualTo("\"phone\"=>\"1\"");
            assertThat(prepared.one("SELECT _hc_lastop FROM account")).isEqualTo("PENDING");
        }
    }
}
