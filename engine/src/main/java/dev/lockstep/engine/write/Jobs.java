package dev.lockstep.engine.write;

import dev.lockstep.engine.Backoff;
import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.salesforce.JobClosing;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.Treatment;
import dev.lockstep.salesforce.WriteJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Takes calls to the org by bulk jobs, one at a time.
///
/// A job does nothing before its data are closed, and its Id stands in the log before that. So whenever
/// the process ends, whoever comes next finds the job and what became of it: one that isn't closed is
/// aborted, and was never sent; the results of the others are settled. Used by one thread.
final class Jobs {
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    /// The org works at so many records of a job together, and at the next so many beside them: more in
    /// one job would lose the order.
    private static final int MOST_RECORDS = 10_000;

    private final Sides sides;
    private final TriggerLog log;
    private final Backoff backoff;
    private final Set<ObjectName> refused = new HashSet<>();
    private Optional<UnderWay> underWay = Optional.empty();
    private boolean mayHaveOthers = true;
    private int mostRecords = MOST_RECORDS;

    /// A job that the org has.
    private record UnderWay(Attempt attempt, Plan.Call call, String job, long since, Duration look) {
        ObjectName object() {
            return call.records().getFirst().mapping().object();
        }

        UnderWay looked() {
            var next = look.plus(look.dividedBy(2));
            return new UnderWay(attempt, call, job, since, next.compareTo(LONGEST_LOOK) < 0 ? next : LONGEST_LOOK);
        }
    }

    /// What a look at a job has come to.
    sealed interface Look {
        /// There is none.
        record None() implements Look {}

        /// Nothing else is sent meanwhile.
        record Wait(Duration atLeast) implements Look {}

        /// The job is given up, and none of its entries was sent.
        record GivenUp() implements Look {}

        /// What became of each record can be read.
        record Ended(Attempt attempt, Plan.Call call, WriteJob job) implements Look {}
    }

    Jobs(Sides sides, TriggerLog log, Backoff backoff) {
        this.sides = sides;
        this.log = log;
        this.backoff = backoff;
    }

    /// Whether the org takes jobs of the object, as far as is known.
    boolean takes(ObjectName object) {
        return !refused.contains(object);
    }

    /// How many records a job may carry: fewer once their texts were too long for one job.
    int mostRecords() {
        return mostRecords;
    }

    /// The org takes no job of the object; until the shift ends its changes go by requests.
    void takesNone(ObjectName object, String why) {
        if (refused.add(object)) {
            sides.listener().on(new SyncEvent.WrittenWithoutJobs(object, why));
        }
    }

    /// Hands the call to the org, up to the moment when it begins to work at it.
    Look begin(Attempt attempt, Plan.Call call) {
        var draft = CallBuilder.job(call);
        mayHaveOthers = true;
        WriteJob job;
        try {
            job = sides.org().openWriteJob(draft);
        } catch (OrgFailure failure) {
            return notBegun(attempt, draft, failure);
        }
        var began = log.began(sides.epoch(), attempt, job.id());
        try {
            sides.org().uploadWriteJob(job.id(), draft);
        } catch (OrgFailure failure) {
            sides.org().abortWriteJob(job.id());
            return notBegun(began, draft, failure);
        }
        log.check(sides.epoch());
        return switch (sides.org().closeWriteJob(job.id())) {
            case JobClosing.Closed closed -> begun(began, call, job.id());
            case JobClosing.Unknown unknown -> begun(began, call, job.id());
            case JobClosing.NotClosed not -> {
                sides.org().abortWriteJob(job.id());
                yield notBegun(began, draft, not.why());
            }
        };
    }

    private Look begun(Attempt attempt, Plan.Call call, String job) {
        underWay = Optional.of(new UnderWay(attempt, call, job, System.nanoTime(), FIRST_LOOK));
        mayHaveOthers = false;
        return new Look.Wait(FIRST_LOOK);
    }

    /// An open job does nothing, and an aborted one never will.
    private Look notBegun(Attempt attempt, JobDraft draft, OrgFailure why) {
        log.release(sides.epoch(), attempt, why.getMessage());
        mayHaveOthers = false;
        if (why.treatment() == Treatment.RETRY_LATER || why.treatment() == Treatment.SIGN_IN_AGAIN) {
            var after = backoff.afterFailure();
            sides.listener().on(new SyncEvent.Retrying("writing to the org by a job", why.getMessage(), after));
            return new Look.Wait(after);
        }
        if (why.treatment() == Treatment.HALVE_THE_CALL && draft.records().size() > 1) {
            mostRecords = draft.records().size() / 2;
        } else {
            takesNone(draft.object(), why.getMessage());
        }
        return new Look.GivenUp();
    }

    /// Looks how far the job is; takes one up that an earlier shift, or a failure, has left.
    Look look() {
        if (underWay.isEmpty() && mayHaveOthers) {
            var left = log.open().stream()
                    .filter(attempt -> attempt.isByJob() && attempt.lostAt().isEmpty())
                    .findFirst();
            if (left.isPresent()) {
                return takeUp(left.get());
            }
            mayHaveOthers = false;
        }
        return underWay.map(this::look).orElseGet(Look.None::new);
    }

    private Look takeUp(Attempt attempt) {
        var job = attempt.carrier().job();
        if (job.isEmpty()) {
            log.release(sides.epoch(), attempt, "the job was not begun");
            return new Look.GivenUp();
        }
        if (isNeverClosed(job.get())) {
            log.release(sides.epoch(), attempt, "the job was not closed, and is aborted");
            return new Look.GivenUp();
        }
        var call = Replay.of(attempt, sides.mappings());
        if (call.isEmpty()) {
            doubt(attempt, "the results of the job " + job.get() + " can't be told apart any more");
            return new Look.GivenUp();
        }
        underWay = Optional.of(new UnderWay(attempt, call.get(), job.get(), System.nanoTime(), FIRST_LOOK));
        return look(underWay.get());
    }

    /// Sees to it that a job that isn't closed never will be, by whoever began it.
    private boolean isNeverClosed(String job) {
        try {
            return sides.org().writeJob(job).state() == WriteJob.State.OPEN
                    && sides.org().abortWriteJob(job).processed() == 0;
        } catch (OrgFailure failure) {
            if (failure.code().equals(OrgFailure.NOT_FOUND)) {
                return false;
            }
            throw failure;
        }
    }

    private Look look(UnderWay at) {
        WriteJob job;
        try {
            job = sides.org().writeJob(at.job());
        } catch (OrgFailure failure) {
            if (!failure.code().equals(OrgFailure.NOT_FOUND)) {
                throw failure;
            }
            underWay = Optional.empty();
            doubt(at.attempt(), "the org has no job " + at.job() + " any more");
            return new Look.GivenUp();
        }
        if (job.state() == WriteJob.State.OPEN) {
            // The request that was to close it got lost. Its data are there, and to close it twice does nothing twice.
            sides.org().closeWriteJob(at.job());
            underWay = Optional.of(at.looked());
            return new Look.Wait(at.look());
        }
        if (job.state().isEnded()) {
            underWay = Optional.empty();
            mayHaveOthers = true;
            return new Look.Ended(at.attempt(), at.call(), job);
        }
        sides.listener()
                .on(new SyncEvent.JobProgress(
                        at.object(),
                        at.job(),
                        at.call().records().size(),
                        job.processed(),
                        Duration.ofNanos(System.nanoTime() - at.since())));
        underWay = Optional.of(at.looked());
        return new Look.Wait(at.look());
    }

    private void doubt(Attempt attempt, String why) {
        log.doubt(sides.epoch(), attempt, sides.clock().now(), why);
        sides.listener()
                .on(new SyncEvent.OutcomeUnknown(attempt.id(), attempt.entries().size(), why));
    }
}
