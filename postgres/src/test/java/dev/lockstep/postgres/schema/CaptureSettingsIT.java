package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// What is captured doesn't depend on how the client's session is set.
class CaptureSettingsIT {
    private static final String ROW =
            "('a', 123456.789012345, date '2020-04-05', timestamp '2020-04-05 10:00:00.123456')";

    /// The driver itself refuses a session with another date style, so it is set for one statement only.
    private static String underOddSettings(String statements) {
        return """
            DO $odd$ BEGIN
                SET LOCAL datestyle = 'SQL, DMY';
                SET LOCAL extra_float_digits = -10;
                SET LOCAL timezone = 'Asia/Tokyo';
                SET LOCAL intervalstyle = 'iso_8601';
                SET LOCAL bytea_output = 'escape';
                %s;
            END $odd$\
            """.formatted(statements);
    }

    @Test
    void aTriggerThatPrintsAsTheClientDoesLosesDigitsAndSwapsDayAndMonth() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain_log (change text)",
                    underOddSettings("INSERT INTO plain_log SELECT hstore(r)::text"
                            + " FROM (SELECT 123456.789012345::float8 n, date '2020-04-05' d) r"));

            assertThat(prepared.one("SELECT change FROM plain_log")).contains("05/04/2020", "1.2346e+05");
        }
    }

    @Test
    void capturesTheSameTextWhateverTheClientHasSet() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            var insert = "INSERT INTO account (name, annualrevenue, founded__c, met__c) VALUES " + ROW;
            var update = "UPDATE account SET annualrevenue = 0.1, founded__c = founded__c + 1 WHERE id = ";
            prepared.run(insert, update + 1, underOddSettings(insert + ";" + update + 2));

            var changes = prepared.application()
                    .rows("SELECT replace(\"values\", '\"id\"=>\"2\"', '\"id\"=>\"1\"') FROM _trigger_log ORDER BY id");
            assertThat(changes.get(2))
                    .isEqualTo(changes.get(0))
                    .contains("123456.789012345", "2020-04-05", "2020-04-05 10:00:00.123456");
            assertThat(changes.get(3)).isEqualTo(changes.get(1)).contains("\"0.1\"", "2020-04-06");
        }
    }

    @Test
    void capturesUnderAnEmptySearchPath() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "SET search_path = ''",
                    "INSERT INTO salesforce.account (name) VALUES ('a')",
                    "UPDATE salesforce.account SET name = 'b', id = 9",
                    "DELETE FROM salesforce.account",
                    "TRUNCATE salesforce.account");

            assertThat(prepared.captured()).hasSize(3);
        }
    }

    @Test
    void isNotLedAstrayByOperatorsOfTheClientsSearchPath() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "CREATE SCHEMA evil",
                    "CREATE FUNCTION evil.same(bigint, bigint) RETURNS boolean LANGUAGE sql RETURN false",
                    "CREATE OPERATOR evil.<> (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.same)",
                    "SET search_path = evil, pg_catalog, salesforce",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET id = 9");

            assertThat(prepared.application().rows("SELECT old_id, new_id FROM _lockstep_renumbered"))
                    .containsExactly("1|9");
        }
    }

    @Test
    void capturesUnderReplicaRole() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "CREATE TABLE plain (id int)",
                    "CREATE TABLE seen (id int)",
                    "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN INSERT INTO salesforce.seen VALUES (NEW.id); RETURN NULL; END $$",
                    "CREATE TRIGGER see AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION see()",
                    "SET session_replication_role = replica",
                    "INSERT INTO plain VALUES (1)",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b'",
                    "DELETE FROM account");

            assertThat(prepared.one("SELECT count(*) FROM seen")).isEqualTo("0");
            assertThat(prepared.captured())
                    .containsExactly("NEW INSERT account 1", "NEW UPDATE account 1", "NEW DELETE account 1");
        }
    }

    @Test
    void capturesWhatHstoreHasToQuote() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = E'quote\" back\\\\slash => , NULL\\n\\u00e9', annualrevenue = 'NaN'");

            assertThat(prepared.one("SELECT l.\"values\"::public.hstore -> 'name' = a.name"
                            + " AND l.\"values\"::public.hstore -> 'annualrevenue' = 'NaN'"
                            + " FROM account a, _trigger_log l WHERE l.action = 'UPDATE'"))
                    .isEqualTo("t");
        }
    }
}
