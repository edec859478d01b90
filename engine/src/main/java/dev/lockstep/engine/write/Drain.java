package dev.lockstep.engine.write;

import dev.lockstep.engine.Backoff;
import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.EntryEvent;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.AttemptDraft;
import dev.lockstep.postgres.log.Dismissal;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.Treatment;
import dev.lockstep.salesforce.WriteJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Takes what waits in the trigger log to the org, one call at a time: claim, plan, send, settle.
///
/// Whenever the process ends, the log tells how far it got: an entry that no attempt claimed was not
/// sent; one that an open attempt holds is of unknown outcome until evidence settles it. Used by one
/// thread.
public final class Drain {
    /// How many waiting entries a plan looks at. A call holds 200; the rest is what may step aside.
    private static final int WINDOW = 1_000;
    /// The same where more wait than that: enough for a job, and few enough for the memory.
    private static final int LARGE_WINDOW = 20_000;
    /// New entries appear while others wait for their next try.
    private static final Duration LOOK_FOR_OTHERS = Duration.ofMillis(250);
    private static final Duration AFTER_STOP = Duration.ofSeconds(60);

    private final Sides sides;
    private final TriggerLog log;
    private final Supplier<WritingSection> settings;
    private final Answers answers;
    private final Backoff backoff;
    private final Jobs jobs;
    private final RestlessRecords restless = new RestlessRecords();
    private final Deque<Plan.Call> calls = new ArrayDeque<>();
    private final Set<RecordKey> rowsInPlan = new HashSet<>();
    private int recordsPerCall;
    private long awaited;

    /// @param settings may change while the shift lasts; the next plan goes by what they say then
    public Drain(Sides sides, TriggerLog log, Supplier<WritingSection> settings, Answers answers, Backoff backoff) {
        this.sides = sides;
        this.log = log;
        this.settings = settings;
        this.answers = answers;
        this.backoff = backoff;
        this.jobs = new Jobs(sides, log, backoff);
        this.recordsPerCall = settings.get().recordsPerCall();
    }

    /// What a step has come to.
    public sealed interface Step {
        /// Something was done; there may be more.
        record Worked() implements Step {}

        /// Nothing can be done now.
        record Idle() implements Step {}

        /// The same is worth trying again after a while.
        record Wait(Duration atLeast) implements Step {}
    }

    /// Makes the next call of the plan; plans anew where there is none. While the org works at a job,
    /// it waits for that.
    public Step step() {
        try {
            return next();
        } catch (RuntimeException failure) {
            // What the rest of the plan counts on may not have been settled.
            calls.clear();
            throw failure;
        }
    }

    private Step next() {
        var job = job(jobs.look());
        if (job.isPresent()) {
            return job.get();
        }
        if (calls.isEmpty()) {
            var step = plan();
            if (calls.isEmpty()) {
                return step;
            }
        }
        return make(calls.remove());
    }

    private Optional<Step> job(Jobs.Look look) {
        return switch (look) {
            case Jobs.Look.None none -> Optional.empty();
            case Jobs.Look.Wait wait -> Optional.of(new Step.Wait(wait.atLeast()));
            case Jobs.Look.GivenUp givenUp -> {
                calls.clear();
                yield Optional.of(new Step.Worked());
            }
            case Jobs.Look.Ended ended -> Optional.of(ended(ended));
        };
    }

    private Step ended(Jobs.Look.Ended ended) {
        var call = ended.call();
        var outcomes = sides.org().writeJobResults(ended.job().id(), CallBuilder.job(call));
        if (ended.job().state() == WriteJob.State.FAILED && outcomes.stream().allMatch(Optional::isEmpty)) {
            jobs.takesNone(
                    call.records().getFirst().mapping().object(),
                    "the job " + ended.job().id() + " failed: "
                            + ended.job().message().orElse("it does not say why"));
        }
        var settling = answers.settle(ended.attempt(), call, outcomes, circumstances());
        // Entries of the attempt that weren't part of the job.
        log.release(
                sides.epoch(),
                ended.attempt(),
                "it was not part of the job " + ended.job().id());
        return answered(call, settling);
    }

    private Step plan() {
        var current = settings.get();
        log.requeued(sides.epoch());
        var waiting = waiting(current);
        if (waiting.isEmpty()) {
            return idle();
        }
        restless.note(waiting);
        var plan = plan(waiting, current);
        if (!plan.dismissed().isEmpty()) {
            log.dismiss(
                    sides.epoch(),
                    plan.dismissed().stream()
                            .map(dismissed ->
                                    new Dismissal(dismissed.entry().id(), dismissed.event(), dismissed.message()))
                            .toList());
        }
        if (plan.isEmpty()) {
            return idle();
        }
        calls.addAll(plan.calls());
        rowsInPlan.clear();
        waiting.forEach(entry -> rowsInPlan.add(entry.row()));
        return new Step.Worked();
    }

    private Plan plan(List<Entry> waiting, WritingSection current) {
        var bounds = new PlanSettings(
                sides.mappings(),
                current.failedEntries(),
                Math.min(current.recordsPerCall(), recordsPerCall),
                sides.org().hasWriteJobs() ? current.bulkFrom() : 0,
                jobs.mostRecords(),
                record -> jobs.takes(record.object()) && JobDraft.canCarry(record));
        var unsettled = log.unsettled();
        var possible = unsettled.size() < TriggerLog.MOST_UNSETTLED ? waiting : onlyCorrections(waiting);
        return switch (current.algorithm()) {
            case ORDERED -> OrderedPlanner.plan(possible, unsettled, bounds);
            case MERGED -> MergedPlanner.plan(possible, unsettled, bounds);
        };
    }

    /// Rows that an application held when their outcome came get it now.
    private Step idle() {
        log.dismissNeverSent(sides.epoch());
        log.writeBack(sides.epoch());
        return log.nextTry()
                .<Step>map(next -> new Step.Wait(next.compareTo(LOOK_FOR_OTHERS) < 0 ? next : LOOK_FOR_OTHERS))
                .orElseGet(Step.Idle::new);
    }

    private List<Entry> waiting(WritingSection current) {
        var waiting = switch (current.algorithm()) {
            case ORDERED -> inOrder(current);
            case MERGED -> window();
        };
        return current.failedEntries() == FailedEntries.STALL && log.hasFailed() ? onlyCorrections(waiting) : waiting;
    }

    /// What corrects a failed entry. Nothing else may go where everything stalls, or where more is
    /// unsettled than one can know of: it might be what has to wait.
    private static List<Entry> onlyCorrections(List<Entry> waiting) {
        var failed = waiting.stream().filter(Entry::hasFailed).map(Entry::row).collect(Collectors.toSet());
        return waiting.stream().filter(entry -> failed.contains(entry.row())).toList();
    }

    /// The order of ids is the order of commits only among transactions that are over: older ones are
    /// waited for, but not for long.
    private List<Entry> inOrder(WritingSection current) {
        var waiting = window();
        if (waiting.isEmpty() || waiting.getLast().id() <= awaited) {
            return waiting;
        }
        long upTo = waiting.getLast().id();
        log.awaitOlderWriters(current.olderTransactions());
        awaited = upTo;
        return window();
    }

    private List<Entry> window() {
        var waiting = log.waiting(0, WINDOW);
        return waiting.size() < WINDOW ? waiting : log.waiting(0, LARGE_WINDOW);
    }

    private Step make(Plan.Call call) {
        var draft = new AttemptDraft(
                call.transport(),
                call.operation().name(),
                call.entryIds(),
                sides.clock().now());
        var attempt = log.claim(sides.epoch(), draft);
        if (attempt.isEmpty()) {
            calls.clear();
            return new Step.Worked();
        }
        call.records().forEach(planned -> rowsInPlan.remove(planned.change().row()));
        if (call.records().isEmpty()) {
            answers.settle(attempt.get(), call, List.of(), circumstances());
            return new Step.Worked();
        }
        return switch (call.transport()) {
            case SOAP -> send(attempt.get(), call);
            case BULK -> job(jobs.begin(attempt.get(), call)).orElseGet(Step.Worked::new);
        };
    }

    private Step send(Attempt attempt, Plan.Call call) {
        return switch (sides.org().send(CallBuilder.of(call))) {
            case SendResult.Answered answered ->
                answered(call, answers.settle(attempt, call, each(answered.inOrder()), circumstances()));
            case SendResult.NotProcessed notProcessed -> notProcessed(attempt, call, notProcessed.why());
            case SendResult.Unknown unknown -> {
                calls.clear();
                log.doubt(
                        sides.epoch(),
                        attempt,
                        sides.clock().now(),
                        unknown.why().getMessage());
                sides.listener()
                        .on(new SyncEvent.OutcomeUnknown(
                                attempt.id(),
                                call.entryIds().size(),
                                unknown.why().getMessage()));
                yield new Step.Worked();
            }
        };
    }

    private static List<Optional<RecordOutcome>> each(List<RecordOutcome> outcomes) {
        return outcomes.stream().map(Optional::of).toList();
    }

    private Settling.Circumstances circumstances() {
        return new Settling.Circumstances(
                restless::isRestless, !rowsInPlan.isEmpty() || !calls.isEmpty(), backoff::afterTries);
    }

    private Step answered(Plan.Call call, Settling settling) {
        if (!settling.isWhole()) {
            calls.clear();
        }
        if (settings.get().failedEntries() == FailedEntries.FAIL) {
            dismissReplaced(call);
        }
        recordsPerCall = settling.smaller()
                ? Math.max(1, call.records().size() / 2)
                : Math.min(settings.get().recordsPerCall(), recordsPerCall * 2);
        if (settling.retried() < call.records().size() || settling.smaller()) {
            backoff.succeeded();
            return new Step.Worked();
        }
        return pause("sending " + settling.retried() + " records again", "the org could not take them now");
    }

    /// A failed entry is no error any more once later ones have sent all of its columns.
    private void dismissReplaced(Plan.Call call) {
        var rows =
                call.records().stream().map(planned -> planned.change().row()).toList();
        var replaced = log.replaced(rows).stream()
                .map(entry -> new Dismissal(entry, EntryEvent.FOLDED, "later entries have sent all of its columns"))
                .toList();
        if (!replaced.isEmpty()) {
            log.dismiss(sides.epoch(), replaced);
            log.writeBack(sides.epoch());
        }
    }

    /// The org did nothing of the call. What it says of the whole call may be true of one record only:
    /// then the call is halved until that one stands alone.
    private Step notProcessed(Attempt attempt, Plan.Call call, OrgFailure why) {
        calls.clear();
        boolean narrows = why.treatment() == Treatment.REJECT_RECORD || why.treatment() == Treatment.HALVE_THE_CALL;
        if (narrows && call.records().size() == 1) {
            answers.refuse(attempt, call, why);
            recordsPerCall = settings.get().recordsPerCall();
            return new Step.Worked();
        }
        log.release(sides.epoch(), attempt, why.getMessage());
        if (narrows) {
            recordsPerCall = Math.max(1, call.records().size() / 2);
            return new Step.Worked();
        }
        if (why.treatment() == Treatment.STOP) {
            sides.listener().on(new SyncEvent.Retrying("writing to the org", why.getMessage(), AFTER_STOP));
            return new Step.Wait(AFTER_STOP);
        }
        return pause("writing to the org", why.getMessage());
    }

    private Step pause(String what, String why) {
        var after = backoff.afterFailure();
        sides.listener().on(new SyncEvent.Retrying(what, why, after));
        return new Step.Wait(after);
    }
}
