package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.TestMappings;
import java.util.Optional;

/// What a person does to entries, and rows to do it to.
final class PersonsMoves {
    static final String LOG = "SELECT id, state, sf_message FROM _trigger_log ORDER BY id";
    static final String ARCHIVE = "SELECT id, state, sf_message FROM _trigger_log_archive ORDER BY id";
    static final String REREAD = "SELECT table_name, sfid FROM _lockstep_reread";
    static final String STATUS = "SELECT _hc_lastop, _hc_err FROM account";

    static LogFixture withSyncedRow() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.runUncaptured("INSERT INTO account (name, sfid, _hc_lastop) VALUES ('a', '" + FIRST + "', 'SYNCED')");
        return fixture;
    }

    static LogFixture withRefusedUpdate() {
        var fixture = withSyncedRow();
        fixture.run("UPDATE account SET name = 'b', phone = '1'");
        fixture.refuse(1, "no");
        fixture.writeBack();
        return fixture;
    }

    static LogFixture withInsert() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a')");
        return fixture;
    }

    static void move(LogFixture fixture, long entry, String state) {
        fixture.run("UPDATE _trigger_log SET state = '" + state + "' WHERE id = " + entry);
    }

    static void requeue(LogFixture fixture, long entry) {
        fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE' WHERE id = " + entry);
        assertThat(fixture.log().requeued(fixture.epoch())).isEqualTo(1);
        assertThat(fixture.log().requeued(fixture.epoch())).isZero();
    }

    static void acceptUpdate(LogFixture fixture, long entry) {
        fixture.settle(
                fixture.claim(entry),
                new Settlement.Accepted(entry, Optional.of(FIRST), Optional.empty(), RowStatus.SYNCED));
    }

    private PersonsMoves() {}
}
