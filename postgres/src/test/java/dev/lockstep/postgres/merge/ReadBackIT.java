package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A record that is read back after its change was sent.
final class ReadBackIT {
    private final MergeFixture sync = new MergeFixture(TestMappings.account());

    @BeforeEach
    void aRowWhoseChangeWasSent() {
        sync.polled(OrgRecord.numbered(1).with("Name", "old").with("AnnualRevenue", "1"));
        sync.merge();
        sync.application.run("UPDATE account SET name = 'sent', annualrevenue = 1e3");
        sync.accepted("true", "NULL");
        sync.application.run("UPDATE account SET _hc_lastop = 'UPDATED'");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void makesTheRowSyncedWhereTheOrgHasWhatTheRowHas() {
        readBack("sent", "1000");

        assertThat(sync.merge().missed()).isZero();
        assertThat(sync.rows("name, _hc_lastop")).containsExactly("sent|SYNCED");
    }

    @Test
    void capturesWhatCaptureMissedWhereTheOrgHasWhatWasSent() {
        sync.application.run(
                "SET lockstep.origin = 'sync'", "UPDATE account SET annualrevenue = 7", "RESET lockstep.origin");

        readBack("sent", "1000.0");
        var result = sync.merge();

        assertThat(result.missed()).isEqualTo(1);
        assertThat(sync.rows("name, annualrevenue, systemmodstamp, _hc_lastop"))
                .containsExactly("sent|7|2026-01-02 12:30:00|PENDING");
        assertThat(sync.application.rows("SELECT state, action, record_id, \"values\" FROM _trigger_log"))
                .containsExactly("NEW|UPDATE|1|\"annualrevenue\"=>\"7\"");
    }

    @Test
    void takesTheOrgsValueWhereTheOrgMadeSomethingElseOfWhatWasSent() {
        readBack("SENT", "1000");

        assertThat(sync.merge().missed()).isZero();
        assertThat(sync.rows("name, _hc_lastop")).containsExactly("SENT|SYNCED");
        assertThat(sync.application.rows("SELECT * FROM _trigger_log")).isEmpty();
    }

    @Test
    void keepsLaterLocalChanges() {
        sync.application.run("UPDATE account SET name = 'later'");

        readBack("sent", "1000");

        assertThat(sync.merge().missed()).isZero();
        assertThat(sync.rows("name, _hc_lastop")).containsExactly("later|PENDING");
        assertThat(sync.application.rows("SELECT count(*) FROM _trigger_log")).containsExactly("1");
    }

    private void readBack(String name, String revenue) {
        sync.staged(
                sync.mark(Reading.READ_BACK),
                OrgRecord.numbered(1).changedAt("12:30:00").with("Name", name).with("AnnualRevenue", revenue));
    }
}
