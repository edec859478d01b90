package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.org.Noted;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The query jobs of the org. What becomes of them is noted beside its records, so that an org with a data folder
/// knows them after a restart, with the very results that they had. No Id is given twice.
///
/// Safe for use by several threads.
final class QueryJobs {
    /// A bound for the simulator's memory alone. An org has one, too: as many jobs may be made in a day.
    private static final int MOST_KEPT = 10_000;

    private static final Duration DAY = Duration.ofDays(1);

    private final SimulatedOrg org;
    private final InstantSource clock;
    private final JobNumbers numbers;
    private final TreeMap<Long, QueryJob> kept = new TreeMap<>();

    /// With the jobs that the org knows.
    QueryJobs(SimulatedOrg org, InstantSource clock, JobNumbers numbers) {
        this.org = org;
        this.clock = clock;
        this.numbers = numbers;
        restore();
    }

    private void restore() {
        Instant now = clock.instant();
        Map<Long, Noted> made = new LinkedHashMap<>();
        Map<Long, Instant> aborted = new HashMap<>();
        for (Noted noted : org.noted()) {
            switch (JobNote.read(noted.text()).orElse(null)) {
                case null -> {}
                case JobNote.Made note -> made.put(note.job(), noted);
                case JobNote.Aborted note -> aborted.put(note.job(), note.at());
                case JobNote.Deleted note -> made.remove(note.job());
            }
        }
        made.forEach((number, noted) -> {
            if (JobNote.read(noted.text()).orElseThrow() instanceof JobNote.Made note
                    && !isTooOld(note.origin(), now)) {
                QueryJob job = job(note, noted);
                Optional.ofNullable(aborted.get(number)).ifPresent(job::abort);
                kept.put(number, job);
            }
        });
    }

    private QueryJob job(JobNote.Made note, Noted noted) {
        JobRequest request = note.origin().request();
        return new QueryJob(
                note.job(),
                note.origin(),
                org.prepare(
                        noted, request.soql(), request.scope(), note.origin().created()),
                note.fate());
    }

    /// Makes a job of a query that bulk takes. It sees the org as it is now.
    synchronized QueryJob add(QueryJob.Origin origin, Fate fate) {
        Instant now = clock.instant();
        kept.values().removeIf(job -> isTooOld(job.origin(), now));
        var note = new JobNote.Made(numbers.next(), origin, fate);
        QueryJob job = job(note, org.note(note.text()));
        kept.put(job.number(), job);
        while (kept.size() > MOST_KEPT) {
            kept.pollFirstEntry();
        }
        return job;
    }

    /// A user's job.
    ///
    /// @param id of 15 or 18 characters
    /// @throws RestRefusal when there is no such job, or it is somebody else's
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_one_job.htm")
    @Assumed(reason = "A job is its creator's own, and unknown to others")
    QueryJob ofUser(OrgUser user, String id) {
        return find(id).filter(job -> job.origin().userId().equals(user.id())).orElseThrow(RestRefusal::notFound);
    }

    /// Whoever's job it is.
    synchronized Optional<QueryJob> find(String id) {
        Instant now = clock.instant();
        OptionalLong number = JobNumbers.number(id);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(kept.get(number.getAsLong())).filter(job -> !isTooOld(job.origin(), now));
    }

    /// Those behind a number, the oldest first.
    synchronized List<QueryJob> after(long number, int most) {
        Instant now = clock.instant();
        return kept.tailMap(number, false).values().stream()
                .filter(job -> !isTooOld(job.origin(), now))
                .limit(most)
                .toList();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    @Assumed(reason = "Jobs that were deleted don't count; the one too many isn't refused, as the oldest is forgotten")
    synchronized Allocation allocation() {
        Instant dayBefore = clock.instant().minus(DAY);
        long made = kept.values().stream()
                .filter(job -> job.origin().created().isAfter(dayBefore))
                .count();
        return Allocation.used("DailyBulkV2QueryJobs", MOST_KEPT, made);
    }

    synchronized void remove(QueryJob job) {
        org.note(new JobNote.Deleted(job.number()).text());
        kept.remove(job.number());
    }

    /// Stops a job unless it has ended.
    ///
    /// @return whether it was still on its way
    synchronized boolean abort(QueryJob job, Instant at) {
        boolean isAborted = job.abort(at);
        if (isAborted) {
            org.note(new JobNote.Aborted(job.number(), at).text());
        }
        return isAborted;
    }

    private static boolean isTooOld(QueryJob.Origin origin, Instant now) {
        return JobLife.isOver(origin.created(), now);
    }
}
