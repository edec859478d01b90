package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.BulkQueryRules;
import dev.lockstep.orgsim.bulk1.QueryBatch.Outcome;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.org.Noted;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.PreparedQuery;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.soql.Construct;
import dev.lockstep.orgsim.soql.IdRange;
import dev.lockstep.orgsim.soql.Soql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Makes the batches of jobs. What is made of the same note is the same, in whichever process.
final class BatchMaker {
    /// Files of results that one batch may have: numbers behind its own are kept for them.
    static final int MOST_FILES = 1_000;

    /// Ranges that one query may be cut into.
    static final int MOST_RANGES = 15_000;

    private static final int RETRIES_OF_A_FAILURE = 15;

    private final SimulatedOrg org;

    BatchMaker(SimulatedOrg org) {
        this.org = org;
    }

    /// How many numbers a batch of such a job needs.
    static long numbers(JobRequest request) {
        return request.chunking().isPresent() ? (MOST_RANGES + 1L) * MOST_FILES : MOST_FILES;
    }

    /// A batch that was added behind the others of a job.
    ///
    /// @param noted the note, with the org as it was then
    /// @param text its data, where it is a query
    AsyncBatch make(AsyncJob job, AsyncNote.Added note, Noted noted, Supplier<String> text) {
        Fate fate = note.fate() == Fate.SUCCESS ? job.origin().fate() : note.fate();
        var life = new BatchLife(job, () -> Optional.of(note.at()), before(job));
        return switch (job.origin().request().operation()) {
            case Operation.Save _ -> new RowsBatch(note.batch(), life, fate);
            case Operation.Query(QueryScope scope) ->
                new Query(note.batch(), life, text.get().strip(), scope, noted, note.at(), fate).batch();
        };
    }

    private static Optional<AsyncBatch> before(AsyncJob job) {
        List<AsyncBatch> all = job.all();
        return switch (job.origin().request().mode()) {
            case PARALLEL -> Optional.empty();
            case SERIAL -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        };
    }

    /// One query on its way to become a batch, or several.
    private final class Query {
        private final long number;
        private final BatchLife life;
        private final String soql;
        private final QueryScope scope;
        private final Noted noted;
        private final Instant at;
        private final Fate fate;

        Query(long number, BatchLife life, String soql, QueryScope scope, Noted noted, Instant at, Fate fate) {
            this.number = number;
            this.life = life;
            this.soql = soql;
            this.scope = scope;
            this.noted = noted;
            this.at = at;
            this.fate = fate;
        }

        AsyncBatch batch() {
            try {
                Soql.constructs(soql).stream().findFirst().ifPresent(construct -> {
                    throw notSupported(construct);
                });
                requireBulk(org.prepare(noted, soql, scope, at));
                Optional<PkChunking> chunking = life.job().origin().request().chunking();
                return chunking.isPresent() ? cut(chunking.get()) : new QueryBatch(number, life, soql, run(soql));
            } catch (OrgFault fault) {
                return failed(failure(fault.code() + ": " + fault.text()));
            } catch (AsyncRefusal refusal) {
                return failed(refusal.code().message(refusal.text()));
            }
        }

        private AsyncBatch failed(String message) {
            return new QueryBatch(
                    number, life, soql, CompletableFuture.completedFuture(new Outcome.Failed(message, 0)));
        }

        private void requireBulk(PreparedQuery query) {
            String object = life.job().origin().request().object();
            if (!query.object().name().equals(object)) {
                throw otherObject(query.object().name(), object);
            }
            if (BulkQueryRules.selectsBlobs(query)) {
                throw ofQuery("FUNCTIONALITY_NOT_ENABLED: Binary field not supported");
            }
            if (BulkQueryRules.selectsCompounds(query)) {
                throw ofQuery("FUNCTIONALITY_NOT_ENABLED: Selecting compound data not supported in Bulk Query");
            }
        }

        private AsyncBatch cut(PkChunking chunking) {
            if (!IdRange.canCut(soql)) {
                throw notCut();
            }
            List<IdRange> ranges = IdRanges.of(
                    noted.state()
                            .table(org.object(life.job().origin().request().object())
                                    .orElseThrow()),
                    chunking,
                    MOST_RANGES + 1);
            if (ranges.size() > MOST_RANGES) {
                throw ExceptionCode.EXCEEDED_QUOTA.refusal("ApiBatchItems Limit exceeded.");
            }
            List<QueryBatch> batches = new ArrayList<>();
            Supplier<Optional<Instant>> cut = () -> CutBatch.cut(life);
            for (IdRange range : ranges) {
                String part = range.of(soql);
                Optional<AsyncBatch> before =
                        life.job().origin().request().mode() == ConcurrencyMode.SERIAL && !batches.isEmpty()
                                ? Optional.of(batches.getLast())
                                : Optional.empty();
                batches.add(new QueryBatch(
                        number + (long) (batches.size() + 1) * MOST_FILES,
                        new BatchLife(life.job(), cut, before),
                        part,
                        run(part)));
            }
            return new CutBatch(number, life, batches);
        }

        private CompletableFuture<Outcome> run(String query) {
            return switch (fate) {
                case SUCCESS ->
                    CompletableFuture.supplyAsync(
                            () -> new Outcome.Found(
                                    org.prepare(noted, query, scope, at).run()),
                            Thread::startVirtualThread);
                case FAILURE -> CompletableFuture.completedFuture(gaveUp());
                case HANGING -> new CompletableFuture<>();
            };
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_bulk_query_processing.htm")
    @Assumed(reason = "How often a query is tried is documented, and that the batch fails then; the words are ours")
    private static Outcome gaveUp() {
        return new Outcome.Failed(
                ExceptionCode.INTERNAL_SERVER_ERROR.message("Retried more than fifteen times"), RETRIES_OF_A_FAILURE);
    }

    @Assumed(reason = "The words are in issues of many clients")
    private static String failure(String why) {
        return ExceptionCode.INVALID_BATCH.message("Failed to process query: " + why);
    }

    private static AsyncRefusal ofQuery(String why) {
        return ExceptionCode.INVALID_BATCH.refusal("Failed to process query: " + why);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_using_bulk_query.htm")
    @Assumed(reason = "What isn't supported is documented; the words are those of issues of clients, or like them")
    private static AsyncRefusal notSupported(Construct construct) {
        return ofQuery("FUNCTIONALITY_NOT_ENABLED: "
                + switch (construct) {
                    case CHILDREN -> "Aggregate Relationships not supported in Bulk Query";
                    case GROUP_BY -> "GROUP BY not supported in Bulk Query";
                    case OFFSET -> "OFFSET not supported in Bulk Query";
                    case TYPEOF -> "TYPEOF not supported in Bulk Query";
                    case AGGREGATE -> "Aggregate functions not supported in Bulk Query";
                    case FIELDS -> "FIELDS() not supported in Bulk Query";
                });
    }

    @Assumed(reason = "Code and words are in a report about a job that was made for another object")
    private static AsyncRefusal otherObject(String queried, String ofJob) {
        return ofQuery("INVALID_TYPE_FOR_OPERATION: The root entity of the requested query (%s) does not match the"
                        .formatted(queried)
                + " entity of the requested Bulk API Job (%s).".formatted(ofJob));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_enable_pk_chunking.htm")
    @Assumed(reason = "That nothing but conditions may stand behind the object is documented; the words are ours")
    private static AsyncRefusal notCut() {
        return ofQuery("FUNCTIONALITY_NOT_ENABLED: PK chunking works with no clause but WHERE");
    }
}
