package dev.lockstep.orgsim.org;

import java.time.Instant;

/// A record's place in the index by stamp: records of one stamp stand in the order of their numbers.
record Stamped(Instant stamp, long number) implements Comparable<Stamped> {
    @Override
    public int compareTo(Stamped other) {
        var order = stamp.compareTo(other.stamp);
        return order != 0 ? order : Long.compare(number, other.number);
    }
}
