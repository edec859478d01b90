package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.Occurrence;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Records that name each other, whatever the order in which they were written.
class ReferencesIT {
    private Stage stage;

    /// Each test begins it in its own way.
    @SuppressWarnings("NullAway.Init")
    private Shift shift;

    @SuppressWarnings("NullAway.Init")
    private Sql application;

    @BeforeEach
    void set(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.accountsWithParents(), Mappings.contacts());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private void begin(WriteAlgorithm algorithm) {
        stage.write(algorithm);
        shift = stage.begin();
        application = stage.application();
    }

    @ParameterizedTest
    @EnumSource
    void breaksACircleAndClosesItAfterwards(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run(
                "BEGIN",
                "INSERT INTO account (name, external_id__c, parent__external_id__c) VALUES ('One', 'K-1', 'K-3')",
                "INSERT INTO account (name, external_id__c, parent__external_id__c) VALUES ('Two', 'K-2', 'K-1')",
                "INSERT INTO account (name, external_id__c, parent__external_id__c) VALUES ('Three', 'K-3', 'K-2')",
                "INSERT INTO account (name, external_id__c, parent__external_id__c) VALUES ('Own', 'K-4', 'K-4')",
                "COMMIT");

        stage.untilSettled(shift);

        // What the org makes of a reference that is sent later comes with the next poll.
        stage.until(
                application,
                "SELECT string_agg(c.name || ' ' || p.name || ' ' || c._hc_lastop, ', ' ORDER BY c.id) FROM account c"
                        + " JOIN account p ON c.parentid = p.sfid WHERE c.external_id__c LIKE 'K-_'",
                "One Three SYNCED, Two One SYNCED, Three Two SYNCED, Own Own SYNCED");
        assertThat(stage.person().count("Account", "Parent.External_Id__c = 'K-3'"))
                .isEqualTo(1);
        assertThat(application.rows("SELECT id FROM _trigger_log")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void makesALineOfAncestorsThatWereWrittenYoungestFirst(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run(
                "INSERT INTO account (name, external_id__c, parent__external_id__c) SELECT 'A ' || n, 'K-' || n, CASE"
                        + " WHEN n > 1 THEN 'K-' || n - 1 END FROM generate_series(8, 1, -1) n");

        stage.untilSettled(shift);

        assertThat(application.one("SELECT count(*) FROM account c JOIN account p ON c.parentid = p.sfid AND"
                        + " c.parent__external_id__c = p.external_id__c WHERE c._hc_lastop = 'SYNCED' AND"
                        + " c.external_id__c LIKE 'K-_'"))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @EnumSource
    void deletesParentsAndChildrenOfOneStatement(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run(
                "INSERT INTO account (name, external_id__c) SELECT 'A ' || n, 'K-' || n FROM generate_series(1, 5) n",
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c)"
                        + " SELECT 'C ' || n, 'C-' || n, 'K-' || n FROM generate_series(1, 5) n");
        stage.untilSettled(shift);

        application.run("WITH parents AS (DELETE FROM account WHERE external_id__c LIKE 'K-_')"
                + " DELETE FROM contact WHERE external_id__c LIKE 'C-_'");
        stage.untilSettled(shift);

        assertThat(stage.person().count("Account", "Name LIKE 'A %'")).isZero();
        assertThat(stage.person().count("Contact", "LastName LIKE 'C %'")).isZero();
        assertThat(application.rows("SELECT state FROM _trigger_log")).isEmpty();
    }

    /// The org would delete what hangs on the parent still.
    @ParameterizedTest
    @EnumSource
    void movesChildrenAwayBeforeTheirParentIsDeleted(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run(
                "INSERT INTO account (name, external_id__c) VALUES ('Old', 'K-1'), ('New', 'K-2')",
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'K-1')");
        stage.untilSettled(shift);

        application.run(
                "BEGIN",
                "UPDATE contact SET account__external_id__c = 'K-2' WHERE external_id__c = 'C-1'",
                "DELETE FROM account WHERE name = 'Old'",
                "COMMIT");
        stage.untilSettled(shift);

        assertThat(stage.person().count("Contact", "Account.Name = 'New'")).isEqualTo(1);
        stage.until(
                application,
                "SELECT c._hc_lastop, c.accountid = a.sfid FROM contact c, account a"
                        + " WHERE c.external_id__c = 'C-1' AND a.external_id__c = 'K-2'",
                "SYNCED|t");
    }

    /// What is tried later must not be overtaken by what would take its record along.
    @ParameterizedTest
    @EnumSource
    void keepsAParentUntilTheChildThatIsLockedHasLeftIt(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run(
                "INSERT INTO account (name, external_id__c) VALUES ('Old', 'K-1'), ('New', 'K-2')",
                "INSERT INTO contact (lastname, external_id__c, account__external_id__c) VALUES ('Child', 'C-1',"
                        + " 'K-1')");
        stage.untilSettled(shift);
        stage.org()
                .faults()
                .add(new FaultRule(
                        new Fault.RowsLocked(), RequestPattern.of(Api.SOAP, "update"), new Occurrence.Next(2)));

        application.run(
                "BEGIN",
                "UPDATE contact SET account__external_id__c = 'K-2' WHERE external_id__c = 'C-1'",
                "DELETE FROM account WHERE name = 'Old'",
                "COMMIT");
        stage.untilSettled(shift);

        assertThat(stage.person().count("Contact", "Account.Name = 'New'")).isEqualTo(1);
        assertThat(stage.person().count("Account", "Name = 'Old'")).isZero();
        assertThat(application.rows("SELECT id FROM _trigger_log")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givesAKeyToAnotherRecordOnceItIsFree(WriteAlgorithm algorithm) {
        begin(algorithm);
        application.run("INSERT INTO account (name, external_id__c) VALUES ('First', 'K-1')");
        stage.untilSettled(shift);

        application.run(
                "BEGIN",
                "DELETE FROM account WHERE external_id__c = 'K-1'",
                "INSERT INTO account (name, external_id__c) VALUES ('Second', 'K-1')",
                "COMMIT");
        stage.untilSettled(shift);

        assertThat(application.one("SELECT name, _hc_lastop FROM account WHERE external_id__c = 'K-1'"))
                .isEqualTo("Second|SYNCED");
        assertThat(stage.person().ids("Account", "External_Id__c = 'K-1'"))
                .containsExactly(application.one("SELECT sfid FROM account WHERE external_id__c = 'K-1'"));
        assertThat(stage.person().count("Account", "Name = 'First'")).isZero();
    }
}
