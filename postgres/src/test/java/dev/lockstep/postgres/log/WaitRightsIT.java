package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.schema.Migrations;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Who waits needs rights on the mapped table alone, and learns nothing of what it can't read.
class WaitRightsIT {
    private static final AtomicInteger ROLES = new AtomicInteger();
    private static final String LOOK = "SELECT * FROM salesforce.lockstep_wait_for_row('account', 1, '0')";

    private static LogFixture withRow() {
        var fixture = LogFixture.of(TestMappings.account(), TestMappings.contact());
        fixture.run("INSERT INTO account (name) VALUES ('a')");
        return fixture;
    }

    private static String role(LogFixture fixture, String... grants) {
        var role = "waiting_" + ROLES.incrementAndGet();
        fixture.run("CREATE ROLE " + role + " LOGIN", "GRANT USAGE ON SCHEMA salesforce TO " + role);
        for (var grant : grants) {
            fixture.run("GRANT " + grant + " TO " + role);
        }
        return role;
    }

    private static Session as(LogFixture fixture, String role) {
        return fixture.prepared().test().applicationAs(role);
    }

    private static String lookAtTransaction(LogFixture fixture) {
        return "SELECT * FROM salesforce.lockstep_wait_for_transaction("
                + fixture.prepared().one("SELECT txid FROM _trigger_log WHERE id = 1") + ", '0')";
    }

    @Test
    void aRoleWithRightsOnTheTableAloneCanWait() {
        try (var fixture = withRow();
                var session = as(fixture, role(fixture, "SELECT ON account"))) {
            fixture.refuse(1, "Name is taken");
            fixture.writeBack();

            assertThat(session.one(LOOK)).isEqualTo("FAILED|-|Name is taken");
            assertThat(session.one(lookAtTransaction(fixture))).isEqualTo("FAILED|1|1|0|Name is taken");
            assertThatThrownBy(() -> session.rows("SELECT * FROM salesforce._trigger_log"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theColumnsThatAreAnsweredAreEnough() {
        try (var fixture = withRow();
                var session = as(fixture, role(fixture, "SELECT (id, sfid, _hc_lastop, _hc_err) ON account"))) {
            fixture.accept(1, FIRST);
            fixture.writeBack();
            fixture.runUncaptured("UPDATE account SET _hc_lastop = 'SYNCED'");

            assertThat(session.one(LOOK)).isEqualTo("SYNCED|" + FIRST + "|-");
        }
    }

    @Test
    void aRoleWithoutRightsOnTheTableLearnsNothingOfIt() {
        try (var fixture = withRow();
                var session = as(fixture, role(fixture, "SELECT ON contact"))) {
            fixture.refuse(1, "Name is taken");
            fixture.writeBack();

            assertThatThrownBy(() -> session.rows(LOOK)).hasMessageContaining("permission denied for table account");
            assertThatThrownBy(() -> session.rows("SELECT salesforce._lockstep_unsettled('account', 1, NULL)"))
                    .hasMessageContaining("permission denied for table account");
            assertThatThrownBy(() -> session.rows("SELECT salesforce._lockstep_session_reads('account')"))
                    .hasMessageContaining("permission denied for function");
            assertThat(session.one(lookAtTransaction(fixture))).isEqualTo("FAILED|1|1|0|-");
        }
    }

    @Test
    void theRoleThatASessionHasTakenCounts() {
        try (var fixture = withRow()) {
            var group = role(fixture, "SELECT ON account");
            var user = role(fixture);
            fixture.run("GRANT " + group + " TO " + user + " WITH INHERIT FALSE", "DELETE FROM _trigger_log");
            fixture.runUncaptured("UPDATE account SET sfid = '" + FIRST + "', _hc_lastop = 'SYNCED'");
            try (var session = as(fixture, user)) {
                assertThatThrownBy(() -> session.rows(LOOK)).hasMessageContaining("permission denied");
                session.run("SET ROLE " + group);

                assertThat(session.one(LOOK)).isEqualTo("SYNCED|" + FIRST + "|-");
            }
        }
    }

    @Test
    void whoIsKeptFromItStaysSoWhenTheSchemaIsPreparedAgain() {
        try (var fixture = withRow();
                var session = as(fixture, role(fixture, "SELECT ON account"))) {
            fixture.run("REVOKE EXECUTE ON FUNCTION lockstep_wait_for_row FROM PUBLIC");
            Migrations.apply(fixture.prepared().database());

            assertThatThrownBy(() -> session.rows(LOOK)).hasMessageContaining("permission denied for function");
        }
    }

    @Test
    void whatAMessageSaysOfARowThatRowSecurityHidesIsNotTold() {
        try (var fixture = withRow();
                var session = as(fixture, role(fixture, "SELECT ON account"))) {
            fixture.run("ALTER TABLE account ENABLE ROW LEVEL SECURITY");
            fixture.refuse(1, "Name is taken");
            fixture.writeBack();

            assertThat(session.one(LOOK)).isEqualTo("FAILED|-|-");
            assertThat(session.one(lookAtTransaction(fixture))).isEqualTo("FAILED|1|1|0|-");
            fixture.run("CREATE POLICY seen ON account USING (true)");
            assertThat(session.one(LOOK)).isEqualTo("FAILED|-|Name is taken");
        }
    }
}
