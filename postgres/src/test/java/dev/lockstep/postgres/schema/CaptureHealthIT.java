package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestMappings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever stops capture, or makes it capture twice, is told.
class CaptureHealthIT {
    private static List<String> problems(Prepared prepared) {
        return new CaptureHealth(prepared.database()).check(TestMappings.account());
    }

    private static void partition(Prepared prepared) {
        prepared.run(
                "ALTER TABLE account RENAME TO plain",
                "CREATE TABLE account (LIKE plain INCLUDING DEFAULTS) PARTITION BY LIST (phone)",
                "DROP TABLE plain",
                "CREATE SEQUENCE account_seq",
                "ALTER TABLE account ALTER COLUMN id SET DEFAULT nextval('salesforce.account_seq')",
                "CREATE TABLE account_1 PARTITION OF account FOR VALUES IN ('1')");
        new MappedTables(prepared.database()).ensure(TestMappings.account());
        prepared.run("CREATE TABLE account_2 PARTITION OF account FOR VALUES IN ('2')");
    }

    @Test
    void aTableAsItWasMadeIsWell() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("INSERT INTO account (name) VALUES ('a')");

            assertThat(problems(prepared)).isEmpty();
        }
    }

    @Test
    void aPartitionedTableIsWellWithTheTriggersOfItsRoot() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            partition(prepared);

            assertThat(problems(prepared)).isEmpty();
        }
    }

    @Test
    void aMissingTableIsTold() {
        try (var prepared = Prepared.strict()) {
            assertThat(problems(prepared)).singleElement().asString().contains("account doesn't exist");
        }
    }

    @Test
    void aDroppedTriggerIsToldAndMadeAgain() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("DROP TRIGGER \"!lockstep_update\" ON account");
            assertThat(problems(prepared)).singleElement().asString().contains("lacks the trigger !lockstep_update");

            new MappedTables(prepared.database()).ensure(TestMappings.account());
            assertThat(problems(prepared)).isEmpty();
        }
    }

    /// What pg_dump writes for a trigger is what the server tells of it.
    @Test
    void aTableThatWasDumpedAndRestoredIsWell() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            var dumped = prepared.application().rows("""
                SELECT pg_get_triggerdef(oid)
                  FROM pg_trigger WHERE tgrelid = 'account'::regclass AND NOT tgisinternal\
                """);
            var marks = prepared.application().rows("""
                SELECT format('ALTER TABLE account ENABLE ALWAYS TRIGGER %1$I; COMMENT ON TRIGGER %1$I ON account IS %2$L',
                              tgname, obj_description(oid, 'pg_trigger'))
                  FROM pg_trigger WHERE tgrelid = 'account'::regclass AND NOT tgisinternal\
                """);
            prepared.run(prepared.application().rows("""
                SELECT format('DROP TRIGGER %I ON account', tgname)
                  FROM pg_trigger WHERE tgrelid = 'account'::regclass AND NOT tgisinternal\
                """).toArray(String[]::new));
            assertThat(problems(prepared)).hasSameSizeAs(dumped);

            prepared.run(dumped.toArray(String[]::new));
            prepared.run(marks.toArray(String[]::new));

            assertThat(problems(prepared)).isEmpty();
            prepared.run("INSERT INTO account (name) VALUES ('a')", "UPDATE account SET phone = '1'");
            assertThat(prepared.application().rows("SELECT action FROM _trigger_log ORDER BY id"))
                    .containsExactly("INSERT", "UPDATE");
        }
    }

    @Test
    void aTriggerThatIsDisabledOrNotForAllIsTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "ALTER TABLE account DISABLE TRIGGER \"!lockstep_delete\"",
                    "ALTER TABLE account ENABLE TRIGGER \"!lockstep_insert\"");

            assertThat(problems(prepared)).hasSize(2).allMatch(problem -> problem.contains("ENABLE ALWAYS"));
        }
    }

    @Test
    void aSecondTriggerThatCapturesIsTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("CREATE TRIGGER mine AFTER INSERT ON account FOR EACH ROW"
                    + " EXECUTE FUNCTION _lockstep_capture('NEW', 'account', '{sfid}')");
            prepared.run("ALTER TABLE account ENABLE ALWAYS TRIGGER mine");

            assertThat(problems(prepared)).singleElement().asString().contains("a second trigger that captures, mine");
        }
    }

    @Test
    void aTriggerOfAPartitionsOwnIsTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            partition(prepared);
            prepared.run(
                    "CREATE TRIGGER mine AFTER INSERT ON account_1 FOR EACH ROW"
                            + " EXECUTE FUNCTION _lockstep_capture('NEW', 'account', '{sfid}')",
                    "ALTER TABLE account_1 ENABLE ALWAYS TRIGGER mine",
                    "ALTER TABLE account_2 DISABLE TRIGGER \"!lockstep_update\"");

            assertThat(problems(prepared))
                    .hasSize(2)
                    .anyMatch(problem -> problem.contains("account_1 has a trigger mine of its own"))
                    .anyMatch(problem ->
                            problem.contains("!lockstep_update of the table salesforce.account_2 is disabled"));
        }
    }

    @Test
    void triggersOfAnotherVersionAndFunctionsOfAnotherPlaceAreTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "COMMENT ON TRIGGER \"!lockstep_update\" ON account IS 'lockstep other'",
                    "CREATE SCHEMA moved",
                    "ALTER EXTENSION hstore SET SCHEMA moved");
            assertThat(problems(prepared))
                    .hasSize(2)
                    .anyMatch(problem -> problem.contains("!lockstep_update"))
                    .anyMatch(problem -> problem.contains("hstore was moved"));

            Migrations.apply(prepared.database());
            new MappedTables(prepared.database()).ensure(TestMappings.account());
            assertThat(problems(prepared)).isEmpty();
            prepared.run("INSERT INTO account (name) VALUES ('a')");
            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1");
        }
    }

    @Test
    void aStateThatNobodyKnowsIsTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name) VALUES ('a'), ('b'), ('c'), ('d')",
                    "UPDATE _trigger_log SET state = CASE id WHEN 2 THEN 'new' WHEN 3 THEN 'FAILED' ELSE NULL END"
                            + " WHERE id > 1");

            assertThat(problems(prepared))
                    .hasSize(2)
                    .anySatisfy(
                            problem -> assertThat(problem).startsWith("the entry 2 of _trigger_log has the state new,"))
                    .anySatisfy(problem -> assertThat(problem).contains("has no state"));
        }
    }

    @Test
    void aSequenceBehindTheLogIsTold() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("INSERT INTO _trigger_log_archive (id) VALUES (77)");

            assertThat(problems(prepared)).singleElement().asString().contains("stands at 1 but the log holds 77");
        }
    }

    @Test
    void integerIdsThatRunOutAreTold() {
        try (var prepared = Prepared.strict()) {
            prepared.run("CREATE TABLE account (id serial PRIMARY KEY)");
            new MappedTables(prepared.database()).ensure(TestMappings.account());
            assertThat(problems(prepared)).isEmpty();

            prepared.run("SELECT setval(pg_get_serial_sequence('account', 'id'), 1500000000)");
            assertThat(problems(prepared)).singleElement().asString().contains("make the column bigint");
        }
    }
}
