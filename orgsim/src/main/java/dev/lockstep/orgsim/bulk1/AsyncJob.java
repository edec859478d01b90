package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.JobNumbers;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/// One job: what was asked for, and its batches.
///
/// Safe for use by several threads. Whoever changes it holds its lock.
final class AsyncJob {
    private final long number;
    private final Origin origin;
    private final List<AsyncBatch> batches = new CopyOnWriteArrayList<>();
    private volatile Optional<Instant> closed = Optional.empty();
    private volatile Optional<Instant> aborted = Optional.empty();

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_jobinfo.htm")
    enum State {
        OPEN("Open"),
        CLOSED("Closed"),
        ABORTED("Aborted");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// As the API spells it.
        String text() {
            return text;
        }
    }

    /// Whose job it is, and what was asked for.
    ///
    /// @param jobTime how long each of its batches is to take
    /// @param fate of its batches
    record Origin(
            String userId, ApiVersion version, JobRequest request, Instant created, Duration jobTime, Fate fate) {}

    AsyncJob(long number, Origin origin) {
        this.number = number;
        this.origin = origin;
    }

    long number() {
        return number;
    }

    RecordId id() {
        return JobNumbers.id(number);
    }

    Origin origin() {
        return origin;
    }

    State state() {
        if (aborted.isPresent()) {
            return State.ABORTED;
        }
        return closed.isPresent() ? State.CLOSED : State.OPEN;
    }

    Optional<Instant> aborted() {
        return aborted;
    }

    /// When it came into its state.
    Instant changed() {
        return aborted.or(() -> closed).orElse(origin.created());
    }

    void markClosed(Instant at) {
        closed = Optional.of(at);
    }

    void markAborted(Instant at) {
        aborted = Optional.of(at);
    }

    void add(AsyncBatch batch) {
        batches.add(batch);
    }

    /// Those that were added, without those that they were cut into.
    List<AsyncBatch> added() {
        return List.copyOf(batches);
    }

    /// All that there will be, if nothing more is added.
    List<AsyncBatch> all() {
        List<AsyncBatch> all = new ArrayList<>();
        for (AsyncBatch batch : batches) {
            all.add(batch);
            if (batch instanceof CutBatch cut) {
                all.addAll(cut.ranges());
            }
        }
        return all;
    }

    /// Those that are there.
    List<AsyncBatch> batches(Instant now) {
        List<AsyncBatch> there = new ArrayList<>();
        for (AsyncBatch batch : batches) {
            there.add(batch);
            if (batch instanceof CutBatch cut) {
                there.addAll(cut.ranges(now));
            }
        }
        return there;
    }

    /// One that is there.
    ///
    /// @param id of 15 or 18 characters
    Optional<AsyncBatch> batch(String id, Instant now) {
        OptionalLong wanted = JobNumbers.number(AsyncBatch.KEY_PREFIX, id);
        return wanted.isEmpty()
                ? Optional.empty()
                : batches(now).stream()
                        .filter(batch -> batch.number() == wanted.getAsLong())
                        .findFirst();
    }
}
