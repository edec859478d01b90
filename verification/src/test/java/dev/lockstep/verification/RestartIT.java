package dev.lockstep.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.verification.stage.Mappings;
import dev.lockstep.verification.stage.Sql;
import dev.lockstep.verification.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shifts that end, are cut off or are taken over, and those that come after them.
class RestartIT {
    private static final RequestPattern CREATE = RequestPattern.of(Api.SOAP, "create");

    private Stage stage;
    private Shift shift;
    private Sql application;

    @BeforeEach
    void begin(@TempDir Path folder) {
        stage = Stage.of(folder, Mappings.leads());
        shift = stage.begin();
        application = stage.application();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void sendsWhatWasCapturedWhileNoShiftRan() {
        shift.close();
        insert("Meanwhile");

        stage.begin();

        untilSynced("Meanwhile");
        assertThat(stage.person().count("Lead", "LastName = 'Meanwhile'")).isEqualTo(1);
    }

    @Test
    void completesTheCallUnderWayWhenItIsClosed() {
        holdTheAnswer();
        insert("Underway");
        untilTheOrgHas("Underway");

        shift.close();

        assertThat(application.one("SELECT state FROM _trigger_log_archive")).isEqualTo("SUCCESS");
        stage.begin();
        untilSynced("Underway");
        assertThat(stage.org().requests().matching(CREATE)).isEqualTo(1);
    }

    @Test
    void settlesWhatAnEarlierShiftLeftInDoubt() {
        stage.org().faults().add(FaultRule.once(new Fault.AnswerLost(), CREATE));
        insert("Doubtful");
        stage.events().await(SyncEvent.OutcomeUnknown.class, event -> true);
        shift.close();

        stage.begin();

        untilSynced("Doubtful");
        assertThat(stage.person().count("Lead", "LastName = 'Doubtful'")).isEqualTo(1);
        assertThat(stage.org().requests().matching(CREATE)).isEqualTo(1);
    }

    @Test
    void goesOnWhenItsSessionsAreEnded() {
        holdTheAnswer();
        insert("Cut off");
        untilTheOrgHas("Cut off");

        application.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name LIKE 'lockstep/%' AND datname = current_database()");

        untilSynced("Cut off");
        assertThat(stage.person().count("Lead", "LastName = 'Cut off'")).isEqualTo(1);
        assertThat(stage.org().requests().matching(CREATE)).isEqualTo(1);
        assertThat(shift.endedBecause()).isEmpty();
    }

    @Test
    void endsTheFirstOfTwoShiftsAndSettlesEachChangeOnce() {
        holdTheAnswer();
        insert("Contested");
        untilTheOrgHas("Contested");

        var second = stage.begin(stage.settings());

        var ended = stage.events().await(SyncEvent.ShiftEnded.class, event -> true);
        assertThat(ended.why()).contains("another process has taken the connection over");
        assertThat(shift.endedBecause()).contains(ended.why());
        untilSynced("Contested");
        stage.untilSettled(second);
        assertThat(second.endedBecause()).isEmpty();
        assertThat(stage.person().count("Lead", "LastName = 'Contested'")).isEqualTo(1);
        assertThat(stage.org().requests().matching(CREATE)).isEqualTo(1);
        assertThat(application.one("SELECT state, sf_message FROM _trigger_log_archive"))
                .as("by the second one's evidence")
                .isEqualTo("SUCCESS|the answer was lost; the org shows that it was done");
    }

    private void holdTheAnswer() {
        stage.org().faults().add(FaultRule.once(new Fault.AnswerHeld(Duration.ofSeconds(3)), CREATE));
    }

    private void insert(String lastName) {
        application.run("INSERT INTO lead (lastname, company) VALUES ('" + lastName + "', 'Example K.K.')");
    }

    private void untilTheOrgHas(String lastName) {
        stage.events().until("the record", () -> stage.person().count("Lead", "LastName = '" + lastName + "'") == 1);
    }

    private void untilSynced(String lastName) {
        stage.until(application, "SELECT _hc_lastop FROM lead WHERE lastname = '" + lastName + "'", "SYNCED");
    }
}
