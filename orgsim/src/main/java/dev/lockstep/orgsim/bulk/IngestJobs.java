package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/// The ingest jobs of the org. What becomes of them is noted beside its records, and what becomes of a chunk in the
/// commit that saves it, so that an org with a data folder goes on with them after a crash where they were.
///
/// Safe for use by several threads.
final class IngestJobs {
    private final SimulatedOrg org;
    private final InstantSource clock;
    private final JobNumbers numbers;
    private final JobFiles files;
    private final NavigableMap<Long, IngestJob> kept = new ConcurrentSkipListMap<>();

    /// With the jobs that the org knows.
    IngestJobs(SimulatedOrg org, InstantSource clock, JobNumbers numbers, JobFiles files) {
        this.org = org;
        this.clock = clock;
        this.numbers = numbers;
        this.files = files;
        restore();
    }

    private void restore() {
        org.noted().stream()
                .flatMap(noted -> IngestNote.read(noted.text()).stream())
                .forEach(this::apply);
        for (String text : org.notedOutcomes()) {
            ChunkNote note = ChunkNote.read(text);
            Optional.ofNullable(kept.get(note.work())).ifPresent(job -> job.add(note));
        }
        dropOld();
        files.retain(kept.keySet());
    }

    private void apply(IngestNote note) {
        switch (note) {
            case IngestNote.Created(long job, IngestJob.Origin origin) -> kept.put(job, new IngestJob(job, origin));
            case IngestNote.Uploaded(long job) -> job(job).markUploaded();
            case IngestNote.Closed(long job, Instant at) -> job(job).markClosed(at);
            case IngestNote.Ended(long job, IngestJob.End end) -> job(job).markEnded(end);
            case IngestNote.Removed(long job) -> kept.remove(job);
        }
    }

    private IngestJob job(long number) {
        return Optional.ofNullable(kept.get(number))
                .orElseThrow(() -> new IllegalStateException("Something is noted of no ingest job: " + number));
    }

    private void dropOld() {
        Instant now = clock.instant();
        for (IngestJob job : List.copyOf(kept.values())) {
            if (JobLife.isOver(job.origin().created(), now)) {
                job.markRemoved();
                kept.remove(job.number());
                files.remove(job.number());
            }
        }
    }

    IngestJob add(IngestJob.Origin origin) {
        dropOld();
        var job = new IngestJob(numbers.next(), origin);
        org.note(new IngestNote.Created(job.number(), origin).text());
        kept.put(job.number(), job);
        return job;
    }

    /// A user's job.
    ///
    /// @param id of 15 or 18 characters
    /// @throws RestRefusal when there is no such job, or it is somebody else's
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm")
    @Assumed(reason = "A job is its creator's own, and unknown to others")
    IngestJob ofUser(OrgUser user, String id) {
        return find(id).filter(job -> job.origin().userId().equals(user.id())).orElseThrow(RestRefusal::notFound);
    }

    /// Whoever's job it is.
    Optional<IngestJob> find(String id) {
        OptionalLong number = JobNumbers.number(id);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(kept.get(number.getAsLong())).filter(this::isAlive);
    }

    /// Those behind a number, the oldest first.
    List<IngestJob> after(long number, int most) {
        return kept.tailMap(number, false).values().stream()
                .filter(this::isAlive)
                .limit(most)
                .toList();
    }

    private boolean isAlive(IngestJob job) {
        return !JobLife.isOver(job.origin().created(), clock.instant());
    }

    /// Those that were closed and haven't ended.
    List<IngestJob> underWay() {
        return kept.values().stream().filter(IngestJob::isUnderWay).toList();
    }

    /// Takes a file as the data of an open job.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/upload_job_data.htm")
    @Assumed(reason = "The words for a second upload are in reports; those for another state, and the codes, are ours")
    void upload(IngestJob job, Path file) {
        synchronized (job) {
            requireKept(job);
            IngestState state = job.state(clock.instant());
            if (state != IngestState.OPEN) {
                throw wrongState("Data can be uploaded to a job in the state Open; this one is in " + state.text());
            }
            if (job.isUploaded()) {
                throw wrongState(
                        "Found multiple contents for job: <%s>, please 'Close' / 'Abort' / 'Delete' the current"
                                        .formatted(job.id().text15())
                                + " Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
            }
            files.keep(file, job.number());
            org.note(new IngestNote.Uploaded(job.number()).text());
            job.markUploaded();
        }
    }

    /// Says that the data of an open job is whole.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/close_job.htm")
    @Assumed(reason = "Code and words of the refusal are those of Bulk API 1.0")
    void close(IngestJob job) {
        synchronized (job) {
            requireKept(job);
            if (job.state(clock.instant()) != IngestState.OPEN) {
                throw wrongState("Closing already Completed Job not allowed");
            }
            var note = new IngestNote.Closed(job.number(), clock.instant());
            org.note(note.text());
            job.markClosed(note.at());
        }
    }

    /// Stops a job. What was saved of it stays.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/abort_job.htm")
    @Assumed(reason = "Code and words of the refusal are those of Bulk API 1.0")
    void abort(IngestJob job) {
        synchronized (job) {
            requireKept(job);
            if (!job.state(clock.instant()).canBeAborted()) {
                throw wrongState("Aborting already Completed Job not allowed");
            }
            noteEnd(job, new IngestJob.End(IngestState.ABORTED, clock.instant(), Optional.empty()));
        }
    }

    /// Writes down how the work on a job has ended, unless it was stopped meanwhile.
    void end(IngestJob job, IngestState state, Optional<String> error) {
        synchronized (job) {
            if (job.isUnderWay()) {
                noteEnd(job, new IngestJob.End(state, clock.instant(), error));
            }
        }
    }

    private void noteEnd(IngestJob job, IngestJob.End end) {
        org.note(new IngestNote.Ended(job.number(), end).text());
        job.markEnded(end);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/delete_job.htm")
    @Assumed(reason = "The words are those of query jobs")
    void remove(IngestJob job) {
        synchronized (job) {
            requireKept(job);
            if (!job.state(clock.instant()).canBeDeleted()) {
                throw new RestRefusal(
                        400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated");
            }
            org.note(new IngestNote.Removed(job.number()).text());
            job.markRemoved();
            kept.remove(job.number());
            files.remove(job.number());
        }
    }

    /// Somebody may have removed it since it was found.
    private void requireKept(IngestJob job) {
        if (!kept.containsKey(job.number())) {
            throw RestRefusal.notFound();
        }
    }

    static RestRefusal wrongState(String message) {
        return new RestRefusal(400, "INVALIDJOBSTATE", message);
    }
}
