package dev.lockstep.engine.write;

import dev.lockstep.engine.Backoff;
import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.AttemptDraft;
import dev.lockstep.postgres.log.Dismissal;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.Treatment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Takes what waits in the trigger log to the org, one call at a time: claim, plan, send, settle.
///
/// Whenever the process ends, the log tells how far it got: an entry that no attempt claimed was not sent;
/// one that an open attempt holds is of unknown outcome until evidence settles it. Used by one thread.
public final class Drain {
    /// How many waiting entries one plan looks at. A call holds 200; the rest is what may step aside.
    private static final int WINDOW = 1_000;
    private static final Duration AFTER_STOP = Duration.ofSeconds(60);

    private final Sides sides;
    private final TriggerLog log;
    private final WritingSection settings;
    private final Answers answers;
    private final Backoff backoff;
    private final RestlessRecords restless = new RestlessRecords();
    private int recordsPerCall;
    private long awaited;

    public Drain(Sides sides, TriggerLog log, WritingSection settings, Answers answers, Backoff backoff) {
        this.sides = sides;
        this.log = log;
        this.settings = settings;
        this.answers = answers;
        this.backoff = backoff;
        this.recordsPerCall = settings.recordsPerCall();
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

    /// Plans and makes one call.
    public Step step() {
        log.requeued(sides.epoch());
        var waiting = waiting();
        if (waiting.isEmpty()) {
            return idle();
        }
        restless.note(waiting);
        var plan = OrderedPlanner.plan(waiting, log.unsettledInserts(), sides.mappings(), recordsPerCall);
        if (!plan.dismissed().isEmpty()) {
            log.dismiss(
                    sides.epoch(),
                    plan.dismissed().stream()
                            .map(dismissed ->
                                    new Dismissal(dismissed.entry().id(), dismissed.event(), dismissed.message()))
                            .toList());
        }
        if (plan.call().isEmpty()) {
            return plan.dismissed().isEmpty() ? idle() : new Step.Worked();
        }
        return make(plan.call().get());
    }

    /// Rows that an application held when their outcome came get it now.
    private Step idle() {
        log.dismissNeverSent(sides.epoch());
        log.writeBack(sides.epoch());
        return new Step.Idle();
    }

    /// The order of ids is the order of commits only among transactions that are over: older ones are waited
    /// for, but not for long.
    private List<Entry> waiting() {
        var waiting = log.waiting(0, WINDOW);
        if (waiting.isEmpty() || waiting.getLast().id() <= awaited) {
            return waiting;
        }
        long upTo = waiting.getLast().id();
        log.awaitOlderWriters(settings.olderTransactions());
        awaited = upTo;
        return log.waiting(0, WINDOW);
    }

    private Step make(Plan.Call call) {
        var draft = new AttemptDraft(
                call.operation().name(), call.entryIds(), sides.clock().now());
        var attempt = log.claim(sides.epoch(), draft);
        if (attempt.isEmpty()) {
            return new Step.Worked();
        }
        if (call.records().isEmpty()) {
            answers.settle(attempt.get(), call, List.of(), restless::isRestless);
            return new Step.Worked();
        }
        return switch (sides.org().send(CallBuilder.of(call))) {
            case SendResult.Answered answered -> {
                int retried = answers.settle(attempt.get(), call, answered.inOrder(), restless::isRestless);
                recordsPerCall = Math.min(settings.recordsPerCall(), recordsPerCall * 2);
                if (retried == 0) {
                    backoff.succeeded();
                    yield new Step.Worked();
                }
                yield pause("sending " + retried + " records again", "the org could not take them now");
            }
            case SendResult.NotProcessed notProcessed -> notProcessed(attempt.get(), call, notProcessed.why());
            case SendResult.Unknown unknown -> {
                log.doubt(
                        sides.epoch(),
                        attempt.get(),
                        sides.clock().now(),
                        unknown.why().getMessage());
                sides.listener()
                        .on(new SyncEvent.OutcomeUnknown(
                                attempt.get().id(),
                                call.entryIds().size(),
                                unknown.why().getMessage()));
                yield new Step.Worked();
            }
        };
    }

    /// The org did nothing of the call. What it says of the whole call may be true of one record only: then
    /// the call is halved until that one stands alone.
    private Step notProcessed(Attempt attempt, Plan.Call call, OrgFailure why) {
        boolean narrows = why.treatment() == Treatment.REJECT_RECORD || why.treatment() == Treatment.HALVE_THE_CALL;
        if (narrows && call.records().size() == 1) {
            log.settle(sides.epoch(), attempt, refusals(call, why));
            answers.tellOfFailures(call, why);
            recordsPerCall = settings.recordsPerCall();
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

    private static List<Settlement> refusals(Plan.Call call, OrgFailure why) {
        var settlements = new ArrayList<Settlement>();
        call.records()
                .forEach(planned ->
                        settlements.add(new Settlement.Refused(planned.entry().id(), why.code(), why.getMessage())));
        call.refused()
                .forEach(refused -> settlements.add(new Settlement.Refused(
                        refused.entry().id(),
                        refused.intent().code(),
                        refused.intent().message())));
        return settlements;
    }

    private Step pause(String what, String why) {
        var after = backoff.afterFailure();
        sides.listener().on(new SyncEvent.Retrying(what, why, after));
        return new Step.Wait(after);
    }
}
