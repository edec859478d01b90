package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The records of one object that are gone, and those that will be. Never changes.
final class Departures {
    private final SortedTree<Stamped, Stamped> due;
    /// What is gone, by number: kept for ever, since no number is given twice.
    private final SortedTree<Long, StoredRecord> gone;
    private final SortedTree<Stamped, Stamped> goneByStamp;

    private Departures(
            SortedTree<Stamped, Stamped> due,
            SortedTree<Long, StoredRecord> gone,
            SortedTree<Stamped, Stamped> goneByStamp) {
        this.due = due;
        this.gone = gone;
        this.goneByStamp = goneByStamp;
    }

    static Departures none() {
        return new Departures(SortedTree.empty(), SortedTree.empty(), SortedTree.empty());
    }

    /// After the record became this one.
    ///
    /// @param before the record as it was kept before, if it was
    Departures with(Optional<StoredRecord> before, StoredRecord record) {
        var left = before.flatMap(Departures::placeOf);
        var entered = placeOf(record);
        var dates = left.isPresent() ? due.without(left.get()) : due;
        dates = entered.isPresent() ? dates.with(entered.get(), entered.get()) : dates;
        if (!record.isGone()) {
            return dates == due ? this : new Departures(dates, gone, goneByStamp);
        }
        var place = new Stamped(record.stamp(), record.number());
        return new Departures(dates, gone.with(record.number(), record), goneByStamp.with(place, place));
    }

    private static Optional<Stamped> placeOf(StoredRecord record) {
        return record.due().map(time -> new Stamped(time, record.number()));
    }

    boolean isGone(long number) {
        return gone.size() > 0 && gone.find(number).isPresent();
    }

    /// What is left of those that are gone, in the order of their Ids.
    Iterator<StoredRecord> gone() {
        return gone.values();
    }

    /// Those that are gone and were deleted in a time from `first` (included) to `end` (not).
    Stream<Stamped> goneBetween(Instant first, Instant end) {
        var places = goneByStamp.from(new Stamped(first, Long.MIN_VALUE), (place, _) -> place);
        return each(places).takeWhile(place -> place.stamp().isBefore(end));
    }

    boolean isAnyDue(Instant now) {
        return due.size() > 0 && !due.values().next().stamp().isAfter(now);
    }

    /// The numbers of those that should be gone by now.
    Stream<Long> due(Instant now) {
        return each(due.values())
                .takeWhile(place -> !place.stamp().isAfter(now))
                .map(Stamped::number);
    }

    private static Stream<Stamped> each(Iterator<Stamped> places) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(places, Spliterator.ORDERED), false);
    }
}
