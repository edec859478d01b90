package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A role needs rights on the mapped table alone, and gets no others through capture.
class CaptureRightsIT {
    private static final AtomicInteger ROLES = new AtomicInteger();

    private static String role(Prepared prepared) {
        var role = "app_" + ROLES.incrementAndGet();
        prepared.run(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT USAGE ON SCHEMA salesforce TO " + role,
                "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON account TO " + role);
        return role;
    }

    @Test
    void aRoleWithRightsOnTheTableAloneCanWrite() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            try (var session = prepared.test().applicationAs(role(prepared))) {
                session.run(
                        "INSERT INTO salesforce.account (name) VALUES ('a'), ('b')",
                        "UPDATE salesforce.account SET name = 'c', id = 5 WHERE id = 1",
                        "DELETE FROM salesforce.account WHERE id = 5",
                        "TRUNCATE salesforce.account");
                assertThatThrownBy(() -> session.rows("SELECT * FROM salesforce._trigger_log"))
                        .hasMessageContaining("permission denied");
            }
            assertThat(prepared.captured())
                    .containsExactly(
                            "NEW INSERT account 1",
                            "NEW INSERT account 2",
                            "NEW UPDATE account 1",
                            "NEW DELETE account 5",
                            "NEW DELETE account 2");
        }
    }

    @Test
    void anyRoleMayPutAFunctionOfPublicOnATableOfItsOwn() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("CREATE FUNCTION open_to_all() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
                    + " $$ BEGIN INSERT INTO salesforce._trigger_log (sfid) VALUES (NEW.sfid); RETURN NULL; END $$");
            try (var session = prepared.test().applicationAs(role(prepared))) {
                session.run(
                        "CREATE TEMP TABLE account (id bigint, sfid text)",
                        "CREATE TRIGGER t AFTER INSERT ON account FOR EACH ROW"
                                + " EXECUTE FUNCTION salesforce.open_to_all()",
                        "INSERT INTO account VALUES (1, '001000000000001AAA')");
            }

            assertThat(prepared.one("SELECT sfid FROM _trigger_log")).isEqualTo("001000000000001AAA");
        }
    }

    @Test
    void noRoleForgesAnEntryWithOurFunctions() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            try (var session = prepared.test().applicationAs(role(prepared))) {
                session.run("CREATE TEMP TABLE account (id bigint, sfid text)");
                for (var function : List.of("_lockstep_capture", "_lockstep_capture_truncate", "_lockstep_status")) {
                    var create = "CREATE TRIGGER t AFTER INSERT ON account EXECUTE FUNCTION salesforce." + function
                            + "('NEW', 'account', '{sfid}')";
                    assertThatThrownBy(() -> session.run(create))
                            .isInstanceOf(SqlFailed.class)
                            .hasMessageContaining("permission denied");
                }
                for (var function : List.of("hc_capture_insert_from_row", "hc_capture_update_from_row")) {
                    assertThatThrownBy(() -> session.rows("SELECT salesforce." + function + "('id=>1', 'account')"))
                            .isInstanceOf(SqlFailed.class)
                            .hasMessageContaining("permission denied");
                }
            }
        }
    }

    @Test
    void aTableThatIsNotMappedIsRefusedEvenWithTheRight() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "CREATE TEMP TABLE account (id bigint, sfid text)",
                    "CREATE TRIGGER t AFTER INSERT ON account FOR EACH ROW"
                            + " EXECUTE FUNCTION salesforce._lockstep_capture('NEW', 'account', '{sfid}')");

            assertThatThrownBy(() -> prepared.run("INSERT INTO pg_temp.account VALUES (1, '001000000000001AAA')"))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("is not mapped in schema salesforce");
        }
    }
}
