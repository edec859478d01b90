package dev.lockstep.verification.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What the workload did, so that afterwards it can be said what has to be there.
///
/// Each thing has a mark that is unique in the run. Who made a thing alone changes it, so that no two sides
/// ever want different values of one field. Not safe for several threads: each side keeps its own.
final class Ledger {
    private final List<Thing> things = new ArrayList<>();

    /// What is known of a change whose maker may have lost the answer.
    enum Certainty {
        NOT_TRIED,
        DOUBTFUL,
        ACKNOWLEDGED
    }

    /// One row or record.
    static final class Thing {
        private final String object;
        private final String mark;
        private final Certainty made;
        private Certainty removed = Certainty.NOT_TRIED;
        private int acknowledgedVersion;
        private int latestVersion;
        private boolean hasChildren;
        private Optional<String> id = Optional.empty();

        Thing(String object, String mark, Certainty made) {
            this.object = object;
            this.mark = mark;
            this.made = made;
        }

        String object() {
            return object;
        }

        String mark() {
            return mark;
        }

        Optional<String> id() {
            return id;
        }

        void hasId(String recordId) {
            id = Optional.of(recordId);
        }

        void hasChild() {
            hasChildren = true;
        }

        int nextVersion() {
            return latestVersion + 1;
        }

        void changed(int version, Certainty certainty) {
            latestVersion = version;
            if (certainty == Certainty.ACKNOWLEDGED) {
                acknowledgedVersion = version;
            }
        }

        void removed(Certainty certainty) {
            removed = certainty;
        }

        boolean mustBeThere() {
            return made == Certainty.ACKNOWLEDGED && removed == Certainty.NOT_TRIED;
        }

        boolean mustBeGone() {
            return removed == Certainty.ACKNOWLEDGED;
        }

        /// Whether a version may be what both sides end with: the last one acknowledged, or a later doubtful
        /// one.
        boolean mayHaveVersion(int version) {
            return version >= acknowledgedVersion && version <= latestVersion;
        }
    }

    Thing add(String object, String mark, Certainty made) {
        var thing = new Thing(object, mark, made);
        things.add(thing);
        return thing;
    }

    Stream<Thing> things() {
        return things.stream();
    }

    /// Some thing that can be changed: surely made, and not removed.
    Optional<Thing> some(Random random) {
        return pick(things.stream().filter(Thing::mustBeThere).toList(), random);
    }

    /// Some thing that can be removed without taking others along.
    Optional<Thing> someLeaf(Random random) {
        return pick(
                things.stream()
                        .filter(thing -> thing.mustBeThere() && !thing.hasChildren)
                        .toList(),
                random);
    }

    /// Some account that can get a child.
    Optional<Thing> someAccount(Random random) {
        return pick(
                things.stream()
                        .filter(thing -> thing.mustBeThere() && thing.object.equals("Account"))
                        .toList(),
                random);
    }

    private static Optional<Thing> pick(List<Thing> from, Random random) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }
}
