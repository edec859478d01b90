package dev.lockstep.verification;

import static dev.lockstep.verification.JobStage.accounts;
import static dev.lockstep.verification.JobStage.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.salesforce.CallReason;
import dev.lockstep.salesforce.JobClosing;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.JobVerb;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.Treatment;
import dev.lockstep.salesforce.WriteJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs that write on bad days: what our client says, and what the simulated org has then.
@Timeout(180)
class WriteJobFaultsIT {
    private static final JobDraft DRAFT = accounts(JobVerb.INSERT, "bad", 3);

    private JobStage stage;

    @BeforeEach
    void start() {
        stage = new JobStage(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private static OrgFailure failure(Runnable request) {
        return catchThrowableOfType(OrgFailure.class, request::run);
    }

    private long saved(String prefix) {
        return stage.count("Account", "External_Id__c LIKE '" + prefix + "-%'");
    }

    @Test
    void sendsEachRequestOnceAndCountsItByItsReason() {
        var before = stage.org.requests();
        var job = stage.run(DRAFT);
        stage.org.writeJobResults(job, DRAFT);
        stage.org.deleteWriteJob(job);

        for (var operation : List.of(
                "createIngestJob",
                "uploadJobData",
                "closeJob",
                "ingestJobSuccessfulResults",
                "ingestJobFailedResults",
                "ingestJobUnprocessedRecords",
                "deleteIngestJob")) {
            assertThat(stage.arrived(operation)).as(operation).isEqualTo(1);
        }
        var now = stage.org.requests();
        assertThat(now.of(CallReason.WRITE) - before.of(CallReason.WRITE)).isEqualTo(3);
        assertThat(now.of(CallReason.WRITE_RESULT)).isEqualTo(3);
        assertThat(now.of(CallReason.WRITE_JOB)).isEqualTo(stage.arrived("ingestJob") + 1);
    }

    @Test
    void aJobWhoseAnswerIsLostStaysOpenAndDoesNothing() {
        stage.strike(new Fault.AnswerLost(), "createIngestJob");

        var lost = failure(() -> stage.org.openWriteJob(DRAFT));

        assertThat(lost.code()).isEqualTo(OrgFailure.NO_ANSWER);
        assertThat(stage.arrived("createIngestJob")).isEqualTo(1);
        assertThat(stage.outcomes(DRAFT)).allMatch(Optional::isPresent);
        assertThat(saved("bad")).isEqualTo(3);
    }

    @Test
    void dataWhoseAnswerIsLostMayBeThereAndAreSentOnce() {
        var job = stage.org.openWriteJob(DRAFT).id();
        stage.strike(new Fault.AnswerLost(), "uploadJobData");

        var lost = failure(() -> stage.org.uploadWriteJob(job, DRAFT));

        assertThat(lost.code()).isEqualTo(OrgFailure.NO_ANSWER);
        assertThat(stage.arrived("uploadJobData")).isEqualTo(1);
        var twice = failure(() -> stage.org.uploadWriteJob(job, DRAFT));
        assertThat(twice.code()).isEqualTo(OrgFailure.WRONG_JOB_STATE);
        assertThat(stage.org.abortWriteJob(job).state()).isEqualTo(WriteJob.State.ABORTED);
        assertThat(stage.org.writeJobResults(job, DRAFT)).allMatch(Optional::isEmpty);
        assertThat(saved("bad")).isZero();
    }

    @Test
    void aClosingWhoseAnswerIsLostIsUnknownAndTheJobTells() {
        var job = stage.uploaded(DRAFT);
        stage.strike(new Fault.AnswerLost(), "closeJob");

        assertThat(stage.org.closeWriteJob(job))
                .isInstanceOfSatisfying(
                        JobClosing.Unknown.class,
                        unknown -> assertThat(unknown.why().code()).isEqualTo(OrgFailure.NO_ANSWER));

        assertThat(stage.arrived("closeJob")).isEqualTo(1);
        assertThat(stage.ended(job).state()).isEqualTo(WriteJob.State.JOB_COMPLETE);
        assertThat(stage.org.writeJobResults(job, DRAFT)).allMatch(Optional::isPresent);
        assertThat(saved("bad")).isEqualTo(3);
    }

    @Test
    void aClosingThatNeverArrivedLooksTheSameAndTheJobIsOpen() {
        var job = stage.uploaded(DRAFT);
        stage.strike(new Fault.CutBeforeWork(), "closeJob");

        assertThat(stage.org.closeWriteJob(job)).isInstanceOf(JobClosing.Unknown.class);

        assertThat(stage.org.writeJob(job).state()).isEqualTo(WriteJob.State.OPEN);
        assertThat(stage.org.closeWriteJob(job)).isInstanceOf(JobClosing.Closed.class);
        assertThat(stage.ended(job).processed()).isEqualTo(3);
    }

    @Test
    void aClosingThatTheOrgRefusesBeforehandHasClosedNothing() {
        var job = stage.uploaded(DRAFT);
        stage.strike(new Fault.Unavailable(), "closeJob");

        assertThat(stage.org.closeWriteJob(job))
                .isInstanceOfSatisfying(
                        JobClosing.NotClosed.class,
                        refused -> assertThat(refused.why().treatment()).isEqualTo(Treatment.RETRY_LATER));

        assertThat(stage.arrived("closeJob")).isEqualTo(1);
        assertThat(stage.org.writeJob(job).state()).isEqualTo(WriteJob.State.OPEN);
    }

    @Test
    void aJobThatIsClosedASecondTimeIsAsItWas() {
        var job = stage.run(DRAFT);

        assertThat(stage.org.closeWriteJob(job))
                .isInstanceOfSatisfying(
                        JobClosing.Unknown.class,
                        unknown -> assertThat(unknown.why().code()).isEqualTo(OrgFailure.WRONG_JOB_STATE));
        assertThat(saved("bad")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createIngestJob",
                "uploadJobData",
                "closeJob",
                "ingestJob",
                "ingestJobSuccessfulResults",
                "ingestJobUnprocessedRecords"
            })
    void signsInAgainWhereTheSessionEnds(String operation) {
        stage.strike(new Fault.SessionEnded(), operation);

        assertThat(stage.outcomes(DRAFT)).allMatch(Optional::isPresent);

        assertThat(stage.org.requests().of(CallReason.SIGN_IN)).isEqualTo(2);
        assertThat(saved("bad")).isEqualTo(3);
    }

    @Test
    void tellsWhichRecordsAJobThatFailedDidNotGetTo() {
        var draft = accounts(JobVerb.INSERT, "half", 1_000);
        stage.strike(new Fault.JobFailed(), "createIngestJob");

        var job = stage.run(draft);

        var told = stage.org.writeJob(job);
        assertThat(told.state()).isEqualTo(WriteJob.State.FAILED);
        assertThat(told.processed()).isEqualTo(400);
        assertThat(told.message())
                .hasValueSatisfying(message -> assertThat(message).contains("Retried more than"));
        var outcomes = stage.org.writeJobResults(job, draft);
        assertThat(outcomes.subList(0, 400))
                .allSatisfy(outcome -> assertThat(outcome).containsInstanceOf(RecordOutcome.Accepted.class));
        assertThat(outcomes.subList(400, 1_000)).allMatch(Optional::isEmpty);
        assertThat(saved("half")).isEqualTo(400);
    }

    @Test
    void aJobThatHangsIsAbortedAndWhatItSavedStays() {
        var draft = accounts(JobVerb.INSERT, "hung", 1_000);
        stage.strike(new Fault.JobHung(), "createIngestJob");
        var job = stage.uploaded(draft);
        stage.org.closeWriteJob(job);
        stage.await(job, told -> told.processed() == 400);

        var early = failure(() -> stage.org.writeJobResults(job, draft));
        assertThat(early.code()).isEqualTo(OrgFailure.WRONG_JOB_STATE);
        assertThat(stage.arrived("ingestJobUnprocessedRecords")).isZero();
        assertThat(stage.org.abortWriteJob(job).state()).isEqualTo(WriteJob.State.ABORTED);

        var outcomes = stage.org.writeJobResults(job, draft);
        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(400);
        assertThat(saved("hung")).isEqualTo(400);
    }

    @Test
    void aJobThatIsAbortedBeforeItsTurnHasSavedNothing() {
        try (var slow = new JobStage(Duration.ofHours(3))) {
            var job = slow.uploaded(DRAFT);
            assertThat(slow.org.closeWriteJob(job)).isInstanceOf(JobClosing.Closed.class);
            assertThat(slow.org.writeJob(job).state()).isEqualTo(WriteJob.State.UPLOAD_COMPLETE);

            assertThat(slow.org.abortWriteJob(job).state()).isEqualTo(WriteJob.State.ABORTED);

            assertThat(slow.org.writeJobResults(job, DRAFT)).hasSize(3).allMatch(Optional::isEmpty);
            assertThat(slow.count("Account", "External_Id__c LIKE 'bad-%'")).isZero();
            var twice = failure(() -> slow.org.abortWriteJob(job));
            assertThat(twice.code()).isEqualTo(OrgFailure.WRONG_JOB_STATE);
        }
    }

    @Test
    void aJobThatIsGoneIsNotFound() {
        var job = stage.run(DRAFT);
        stage.org.deleteWriteJob(job);

        assertThat(failure(() -> stage.org.writeJob(job)).code()).isEqualTo(OrgFailure.NOT_FOUND);
        assertThat(failure(() -> stage.org.writeJobResults(job, DRAFT)).code()).isEqualTo(OrgFailure.NOT_FOUND);
        assertThat(stage.org.closeWriteJob(job)).isInstanceOf(JobClosing.Unknown.class);
        stage.org.deleteWriteJob(job);
    }

    @Test
    void statusAndResultsAreAskedAgainWhereTheAnswerIsLost() {
        var job = stage.run(DRAFT);
        stage.strike(new Fault.AnswerLost(), "ingestJob");
        stage.strike(new Fault.AnswerLost(), "ingestJobFailedResults");

        assertThat(stage.org.writeJobResults(job, DRAFT)).allMatch(Optional::isPresent);

        assertThat(stage.arrived("ingestJobFailedResults")).isEqualTo(2);
    }

    @Test
    void resultsThatBreakOffTellOfNoRecord() {
        var job = stage.run(DRAFT);
        stage.strike(new Fault.AnswerCut(OptionalLong.of(90)), "ingestJobSuccessfulResults");

        assertThat(failure(() -> stage.org.writeJobResults(job, DRAFT)).code()).isEqualTo(OrgFailure.NO_ANSWER);

        assertThat(stage.org.writeJobResults(job, DRAFT))
                .allSatisfy(outcome -> assertThat(id(outcome)).isNotNull());
    }

    @Test
    void resultsThatDontFitTheRecordsSettleNothing() {
        var job = stage.run(DRAFT);

        for (var other : List.of(
                accounts(JobVerb.INSERT, "bad", 2),
                accounts(JobVerb.INSERT, "bad", 4),
                accounts(JobVerb.INSERT, "other", 3))) {
            assertThat(failure(() -> stage.org.writeJobResults(job, other)).code())
                    .isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }
}
