package dev.lockstep.engine;

import dev.lockstep.engine.doubt.DoubtResolver;
import dev.lockstep.engine.memory.ConnectionMemory;
import dev.lockstep.engine.read.MappingReader;
import dev.lockstep.engine.write.Drain;
import dev.lockstep.postgres.log.TriggerLog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What the writing thread of a shift does: settle what is in doubt, drain the log, and wake when it moves.
final class WritingWork {
    private static final Duration LOOK_WHILE_BUSY = Duration.ofMillis(25);
    private static final Duration LOOK_WHILE_IDLE = Duration.ofMillis(250);
    /// Entries can appear below those seen already, when a long transaction commits.
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);
    private static final Duration RESOLVE_EVERY = Duration.ofSeconds(1);
    private static final int IDLE_LOOKS_BEFORE_SLOW = 40;

    private final Sides sides;
    private final TriggerLog log;
    private final DoubtResolver doubts;
    private final Drain drain;
    private final Map<String, MappingReader> readers;
    private final ShiftSettings settings;
    private Optional<ConnectionMemory> memory = Optional.empty();
    private long seen = -1;
    private long settled = -1;
    private int idleLooks;
    private long resolvedAt = System.nanoTime() - RESOLVE_EVERY.toNanos();
    private long lookedAt = System.nanoTime();
    private volatile boolean isUnderWay;

    WritingWork(
            Sides sides,
            TriggerLog log,
            DoubtResolver doubts,
            Drain drain,
            Map<String, MappingReader> readers,
            ShiftSettings settings) {
        this.sides = sides;
        this.log = log;
        this.doubts = doubts;
        this.drain = drain;
        this.readers = readers;
        this.settings = settings;
    }

    /// One piece of work; says how long to wait before the next.
    Duration piece() {
        resolveSometimes();
        long last = log.lastValue();
        long now = System.nanoTime();
        if (last == seen && now - lookedAt < LOOK_ANYWAY.toNanos()) {
            idleLooks++;
            return idleLooks < IDLE_LOOKS_BEFORE_SLOW ? LOOK_WHILE_BUSY : LOOK_WHILE_IDLE;
        }
        return switch (underWay(drain::step)) {
            case Drain.Step.Worked worked -> {
                remember();
                idleLooks = 0;
                yield Duration.ZERO;
            }
            case Drain.Step.Idle idle -> {
                idleLooks = last == seen ? idleLooks : 0;
                seen = last;
                lookedAt = now;
                yield LOOK_WHILE_BUSY;
            }
            case Drain.Step.Wait wait -> wait.atLeast();
        };
    }

    private void resolveSometimes() {
        if (System.nanoTime() - resolvedAt < RESOLVE_EVERY.toNanos()) {
            return;
        }
        resolvedAt = System.nanoTime();
        doubts.doubtWhatIsOpen();
        underWay(() -> {
            var readBack = doubts.resolve();
            if (!readBack.isEmpty()) {
                remember();
            }
            readBack.forEach((table, ids) -> {
                var reader = readers.get(table);
                if (reader != null) {
                    reader.readBack(ids);
                }
            });
            return readBack.size();
        });
    }

    /// Between the moment when the log has an answer and the one when the records are read back, nothing in the
    /// database tells that their rows aren't what they are going to be.
    private <T> T underWay(Supplier<T> work) {
        isUnderWay = true;
        try {
            return work.get();
        } finally {
            isUnderWay = false;
        }
    }

    /// Whether a call, or what follows on its answer, is under way. May be asked by any thread.
    boolean isUnderWay() {
        return isUnderWay;
    }

    /// Beside the database, so that a restored one is recognised.
    private void remember() {
        long mark = log.settleMark();
        if (mark != settled) {
            if (memory.isEmpty()) {
                memory = Optional.of(ShiftStart.found(sides.org(), sides.database()));
            }
            settings.memory().write(memory.get().settledUpTo(mark));
            settled = mark;
        }
    }
}
