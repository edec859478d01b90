package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.ChunkNote;
import dev.lockstep.orgsim.bulk.JobFiles;
import dev.lockstep.orgsim.bulk.JobLife;
import dev.lockstep.orgsim.bulk.JobNumbers;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.org.Noted;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// The jobs of the org, with their batches. What becomes of them is noted beside its records, and what becomes of a
/// chunk of rows in the commit that saves it, so that an org with a data folder goes on with them after a crash where
/// they were.
///
/// Safe for use by several threads.
final class AsyncJobs {
    private static final Duration DAY = Duration.ofDays(1);

    private final SimulatedOrg org;
    private final InstantSource clock;
    private final JobNumbers numbers;
    private final JobFiles files;
    private final BatchMaker maker;
    private final int batchesADay;
    private final NavigableMap<Long, AsyncJob> kept = new ConcurrentSkipListMap<>();

    /// With the jobs that the org knows.
    AsyncJobs(SimulatedOrg org, InstantSource clock, JobNumbers numbers, JobFiles files, int batchesADay) {
        this.org = org;
        this.clock = clock;
        this.numbers = numbers;
        this.files = files;
        this.maker = new BatchMaker(org);
        this.batchesADay = batchesADay;
        restore();
    }

    private void restore() {
        Map<Long, RowsBatch> batches = new HashMap<>();
        for (Noted noted : org.noted()) {
            AsyncNote.read(noted.text()).ifPresent(note -> apply(note, noted, batches));
        }
        for (String text : org.notedOutcomes()) {
            ChunkNote note = ChunkNote.read(text);
            Optional.ofNullable(batches.get(note.work()))
                    .ifPresent(batch -> batch.saved().add(note));
        }
        dropOld();
        Set<Long> known = new HashSet<>();
        kept.values().forEach(job -> job.added().forEach(batch -> known.add(batch.number())));
        files.retain(known);
    }

    private void apply(AsyncNote note, Noted noted, Map<Long, RowsBatch> batches) {
        switch (note) {
            case AsyncNote.Created(long job, AsyncJob.Origin origin) -> {
                if (!JobLife.isOver(origin.created(), clock.instant())) {
                    kept.put(job, new AsyncJob(job, origin));
                }
            }
            case AsyncNote.Closed(long number, Instant at) -> find(number).ifPresent(job -> job.markClosed(at));
            case AsyncNote.Aborted(long number, Instant at) -> find(number).ifPresent(job -> job.markAborted(at));
            case AsyncNote.Added added ->
                find(added.job()).ifPresent(job -> {
                    AsyncBatch batch = maker.make(job, added, noted, () -> text(added.batch()));
                    job.add(batch);
                    if (batch instanceof RowsBatch rows) {
                        batches.put(batch.number(), rows);
                    }
                });
            case AsyncNote.Ended(long _, long batch, RowsBatch.End end) ->
                Optional.ofNullable(batches.get(batch)).ifPresent(rows -> rows.markEnded(end));
        }
    }

    private Optional<AsyncJob> find(long number) {
        return Optional.ofNullable(kept.get(number));
    }

    /// What is no UTF-8 in it is no query either, and is refused as such.
    private String text(long batch) {
        try {
            return new String(Files.readAllBytes(files.of(batch)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The query of a batch can't be read", e);
        }
    }

    private void dropOld() {
        Instant now = clock.instant();
        for (AsyncJob job : List.copyOf(kept.values())) {
            if (JobLife.isOver(job.origin().created(), now)) {
                kept.remove(job.number());
                job.added().forEach(batch -> files.remove(batch.number()));
            }
        }
    }

    AsyncJob add(AsyncJob.Origin origin) {
        dropOld();
        var job = new AsyncJob(numbers.next(), origin);
        org.note(new AsyncNote.Created(job.number(), origin).text());
        kept.put(job.number(), job);
        return job;
    }

    /// A user's job.
    ///
    /// @param id of 15 or 18 characters
    /// @throws AsyncRefusal when there is no such job, or it is somebody else's
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The codes are documented, the words are ours")
    AsyncJob ofUser(OrgUser user, String id) {
        AsyncJob job = find(id).orElseThrow(() -> ExceptionCode.INVALID_JOB.refusal("Invalid job id: " + id));
        if (!job.origin().userId().equals(user.id())) {
            throw ExceptionCode.INVALID_USER.refusal("The job was created by another user: " + id);
        }
        return job;
    }

    /// Whoever's job it is.
    Optional<AsyncJob> find(String id) {
        OptionalLong number = JobNumbers.number(id);
        return number.isEmpty()
                ? Optional.empty()
                : find(number.getAsLong())
                        .filter(job -> !JobLife.isOver(job.origin().created(), clock.instant()));
    }

    /// A batch that is there.
    ///
    /// @throws AsyncRefusal when the job has none of that Id
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The code is documented, the words are ours")
    AsyncBatch batch(AsyncJob job, String id) {
        return job.batch(id, clock.instant())
                .orElseThrow(() -> ExceptionCode.INVALID_BATCH.refusal("Invalid batch id: " + id));
    }

    /// Batches of rows that are, or will be, worked on, with their jobs.
    List<RowsBatch> underWay() {
        return kept.values().stream()
                .flatMap(job -> job.added().stream())
                .filter(RowsBatch.class::isInstance)
                .map(RowsBatch.class::cast)
                .filter(RowsBatch::isUnderWay)
                .toList();
    }

    /// Takes a file as a new batch of an open job.
    AsyncBatch add(AsyncJob job, Path file, Fate fate) {
        synchronized (job) {
            Instant now = clock.instant();
            requireOpen(job, now);
            requireQuota(now);
            long number = numbers.reserve(BatchMaker.numbers(job.origin().request()));
            files.keep(file, number);
            var note = new AsyncNote.Added(job.number(), number, now, fate);
            AsyncBatch batch = maker.make(job, note, org.note(note.text()), () -> text(number));
            job.add(batch);
            return batch;
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    @Assumed(reason = "That a job takes no batches after a day is documented, and so is the code; the words are ours")
    private static void requireOpen(AsyncJob job, Instant now) {
        if (job.state() != AsyncJob.State.OPEN) {
            throw ExceptionCode.INVALID_JOB_STATE.refusal("Batches can be added to an open job; this one is "
                    + job.state().text());
        }
        if (job.origin().created().plus(DAY).isBefore(now)) {
            throw ExceptionCode.INVALID_JOB_STATE.refusal(
                    "Batches can't be added to a job that was created more than 24 hours ago");
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The code is documented, the words are in reports about several clients")
    private void requireQuota(Instant now) {
        if (batchesOfADay(now) >= batchesADay) {
            throw ExceptionCode.EXCEEDED_QUOTA.refusal("ApiBatchItems Limit exceeded.");
        }
    }

    private long batchesOfADay(Instant now) {
        return kept.values().stream()
                .flatMap(job -> job.all().stream())
                .filter(batch -> batch.life()
                        .created()
                        .get()
                        .filter(at -> at.plus(DAY).isAfter(now))
                        .isPresent())
                .count();
    }

    Allocation allocation() {
        return Allocation.used("DailyBulkApiBatches", batchesADay, batchesOfADay(clock.instant()));
    }

    /// Says that all batches were added.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_close.htm")
    @Assumed(reason = "Code and words of the refusal are in reports about several clients")
    void close(AsyncJob job) {
        synchronized (job) {
            if (job.state() != AsyncJob.State.OPEN) {
                throw ExceptionCode.INVALID_JOB_STATE.refusal("Closing already %s Job not allowed"
                        .formatted(job.state().text()));
            }
            var note = new AsyncNote.Closed(job.number(), clock.instant());
            org.note(note.text());
            job.markClosed(note.at());
        }
    }

    /// Gives up batches that haven't begun. Others go on, and what was saved stays.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_abort.htm")
    @Assumed(reason = "That a closed job may be aborted while batches of it run is believed; the words are ours")
    void abort(AsyncJob job) {
        synchronized (job) {
            if (job.state() == AsyncJob.State.ABORTED) {
                throw ExceptionCode.INVALID_JOB_STATE.refusal("Aborting already Aborted Job not allowed");
            }
            var note = new AsyncNote.Aborted(job.number(), clock.instant());
            org.note(note.text());
            job.markAborted(note.at());
        }
    }

    /// Writes down how the work on a batch has ended.
    void end(RowsBatch batch, Optional<String> failure) {
        var end = new RowsBatch.End(clock.instant(), failure);
        org.note(new AsyncNote.Ended(batch.life().job().number(), batch.number(), end).text());
        batch.markEnded(end);
    }
}
