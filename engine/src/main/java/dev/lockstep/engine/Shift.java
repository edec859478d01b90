package dev.lockstep.engine;

import dev.lockstep.engine.doubt.DoubtResolver;
import dev.lockstep.engine.read.MappingReader;
import dev.lockstep.engine.read.ReadingStore;
import dev.lockstep.engine.write.Answers;
import dev.lockstep.engine.write.Drain;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.load.Loads;
import dev.lockstep.postgres.log.ArchiveRetention;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.postgres.merge.Merge;
import dev.lockstep.postgres.merge.Rereads;
import dev.lockstep.postgres.merge.Staging;
import dev.lockstep.postgres.merge.Watermarks;
import dev.lockstep.postgres.schema.CaptureHealth;
import dev.lockstep.postgres.schema.MappedTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The time in which this process works for a connection: one thread writes to the org, one for each
/// mapping reads.
///
/// There is one shift for a connection at a time: who begins one takes the connection over from who had
/// it.
public final class Shift implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final Duration CHECK_CAPTURE_EVERY = Duration.ofMinutes(1);
    private static final int MOST_COUNTED = 1_000;
    private static final Duration END_AT_MOST = Duration.ofSeconds(30);

    private final ShiftSettings settings;
    private final DataDatabase database;
    private final Sides sides;
    private final TriggerLog log;
    private final Map<String, MappingReader> readers;
    private final ReadingStore store;
    private final PollTimes polls;
    private final StopSignal stop = new StopSignal();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<WritingSection> writingNow;
    private Optional<WritingWork> writing = Optional.empty();

    private Shift(ShiftSettings settings, DataDatabase database, Sides sides, PollTimes polls) {
        this.settings = settings;
        this.database = database;
        this.sides = sides;
        this.polls = polls;
        this.writingNow = new AtomicReference<>(settings.configuration().writing());
        this.log = new TriggerLog(database, settings.configuration().writing().settledNotice());
        this.store = new ReadingStore(
                log,
                new MappedTables(database),
                new Loads(database),
                new Staging(database),
                new Merge(database, InstantSource.system()),
                new Watermarks(database),
                new Rereads(database),
                new Semaphore(settings.configuration().reading().pagesAtOnce()));
        this.readers = new LinkedHashMap<>();
        sides.mappings()
                .forEach((table, mapping) -> readers.put(
                        table,
                        new MappingReader(
                                sides, mapping, settings.configuration().reading(), store, stop)));
    }

    /// Begins a shift. Throws [ShiftRefused], [dev.lockstep.engine.mapping.MappingRefused],
    /// [dev.lockstep.salesforce.OrgFailure] or [dev.lockstep.postgres.DatabaseFailure] where it can't.
    public static Shift begin(ShiftSettings settings, SyncListener listener) {
        var name = settings.configuration().name();
        var database = DataDatabase.open(settings.database(), "lockstep/" + name);
        try {
            var polls = new PollTimes(settings.configuration(), listener);
            var sides = new ShiftStart(settings, polls)
                    .begin(database, "process " + ProcessHandle.current().pid());
            var shift = new Shift(settings, database, sides, polls);
            shift.start();
            return shift;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private void start() {
        var random = RandomGenerator.getDefault();
        var doubts = new DoubtResolver(
                sides, log, store.rereads(), settings.configuration().writing());
        var answers = new Answers(sides, log, readers, InstantSource.system());
        var drain = new Drain(sides, log, writingNow::get, answers, backoff(random));
        var work = new WritingWork(sides, log, doubts, drain, readers, settings);
        writing = Optional.of(work);
        sides.listener()
                .on(new SyncEvent.ShiftStarted(
                        settings.configuration().name(),
                        sides.epoch().number(),
                        sides.mappings().values().stream().map(Mapping::object).toList()));
        run("checking capture", this::checkCapture, random);
        run("writing", work::piece, random);
        settings.configuration()
                .writing()
                .keepArchive()
                .ifPresent(keep -> run(
                        "clearing the archive",
                        new ArchiveWork(sides, new ArchiveRetention(database), keep)::piece,
                        random));
        readers.forEach((table, reader) -> run(
                "reading " + table,
                new ReadingWork(reader, settings.configuration().reading())::piece,
                random));
    }

    private Duration checkCapture() {
        var health = new CaptureHealth(database);
        for (var reader : readers.values()) {
            if (reader.isUnseen()) {
                continue;
            }
            var mapping = reader.mapping();
            health.check(mapping)
                    .forEach(problem -> sides.listener().on(new SyncEvent.CaptureProblem(mapping.object(), problem)));
        }
        return CHECK_CAPTURE_EVERY;
    }

    private void run(String what, Supplier<Duration> work, RandomGenerator random) {
        var worker = new Worker(what, stop, backoff(random), sides.listener(), work);
        threads.add(Thread.ofVirtual().name(what).start(worker));
    }

    private static Backoff backoff(RandomGenerator random) {
        return new Backoff(FIRST_RETRY, LONGEST_RETRY, random);
    }

    public Sides sides() {
        return sides;
    }

    /// Goes on with another algorithm, from the next plan on. What is under way ends as it was planned.
    public void writeBy(WriteAlgorithm algorithm) {
        var now = writingNow.updateAndGet(writing -> writing.by(algorithm));
        sides.listener().on(new SyncEvent.WritesBy(now.algorithm()));
    }

    /// Why the shift ended by itself; empty while it runs and after it was closed.
    public Optional<String> endedBecause() {
        return stop.why();
    }

    /// The org's time up to which every mapping has been read; empty until each was loaded and polled
    /// once.
    public Optional<Instant> polledUpTo() {
        return polls.upTo();
    }

    /// What is still to be done, as the data database and this process say.
    public Backlog backlog() {
        var counts = log.counts();
        long staged = 0;
        long rereads = 0;
        for (var reader : readers.values()) {
            if (reader.isUnseen()) {
                continue;
            }
            var mapping = reader.mapping();
            staged += store.staging().count(mapping);
            rereads += store.rereads().waiting(mapping, MOST_COUNTED).size();
        }
        // The last to be asked: a call that came to its end after the log was counted is seen here.
        long calls = writing.filter(WritingWork::isUnderWay).isPresent() ? 1 : 0;
        return new Backlog(
                counts.waiting(), counts.pending(), counts.failed(), counts.writeBacks(), staged, rereads, calls);
    }

    /// Ends the shift: what is in flight is completed, for a while; what isn't complete by then is
    /// settled by the next shift.
    @Override
    public void close() {
        stop.raise(Optional.empty());
        long deadline = System.nanoTime() + END_AT_MOST.toNanos();
        for (var thread : threads) {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    thread.interrupt();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        sides.org().close();
        database.close();
    }
}
