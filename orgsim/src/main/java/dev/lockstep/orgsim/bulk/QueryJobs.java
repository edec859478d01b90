package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.RecordNumbers;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;

/// The jobs of the org. They live in memory: after a restart their Ids are unknown, and never given again.
///
/// Safe for use by several threads.
final class QueryJobs {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    private static final Duration LIFE = Duration.ofDays(7);

    /// A bound for the simulator's memory alone. An org has one, too: as many jobs may be made in a day.
    private static final int MOST_KEPT = 10_000;

    private static final long NUMBERS = 1L << 52;

    private final InstantSource clock;
    private final TreeMap<Long, QueryJob> kept = new TreeMap<>();
    private long lastNumber = new SecureRandom().nextLong(NUMBERS);

    QueryJobs(InstantSource clock) {
        this.clock = clock;
    }

    /// @param make makes the job of that number
    synchronized QueryJob add(LongFunction<QueryJob> make) {
        Instant now = clock.instant();
        kept.values().removeIf(job -> isTooOld(job, now));
        lastNumber++;
        QueryJob job = make.apply(lastNumber);
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
        OptionalLong number = RecordId.parse(id)
                .filter(parsed -> parsed.keyPrefix().equals(QueryJob.KEY_PREFIX))
                .map(RecordNumbers::number)
                .orElseGet(OptionalLong::empty);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(kept.get(number.getAsLong())).filter(job -> !isTooOld(job, now));
    }

    /// Those behind a number, the oldest first.
    synchronized List<QueryJob> after(long number, int most) {
        Instant now = clock.instant();
        return kept.tailMap(number, false).values().stream()
                .filter(job -> !isTooOld(job, now))
                .limit(most)
                .toList();
    }

    synchronized void remove(QueryJob job) {
        kept.remove(job.number());
    }

    private static boolean isTooOld(QueryJob job, Instant now) {
        return job.origin().created().plus(LIFE).isBefore(now);
    }
}
