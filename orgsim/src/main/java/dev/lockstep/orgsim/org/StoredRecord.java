package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A record that the org keeps. Never changes: a save makes a new one.
record StoredRecord(ObjectDefinition object, long number, List<Value> values, Whereabouts whereabouts)
        implements RecordView {
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm")
    private static final Duration IN_THE_BIN = Duration.ofDays(15);

    @Assumed(reason = "Typically twenty-four hours, says the document of emptyRecycleBin, maybe shorter or longer")
    private static final Duration OUT_OF_THE_BIN = Duration.ofHours(24);

    StoredRecord {
        values = List.copyOf(values);
        if (values.size() != object.fields().size()) {
            throw new IllegalArgumentException("A record of " + object + " has a value for each field");
        }
    }

    /// A record that isn't deleted.
    StoredRecord(ObjectDefinition object, long number, List<Value> values) {
        this(object, number, values, new Whereabouts.Here());
    }

    @Override
    public String id() {
        return RecordNumbers.id(object.keyPrefix(), number).text18();
    }

    @Override
    public Value stored(int position) {
        return values.get(position);
    }

    Instant stamp() {
        if (value(SystemFields.SYSTEM_MODSTAMP) instanceof Value.Moment(var instant)) {
            return instant;
        }
        throw new IllegalStateException("The record " + id() + " has no " + SystemFields.SYSTEM_MODSTAMP);
    }

    StoredRecord at(Whereabouts place) {
        return new StoredRecord(object, number, values, place);
    }

    /// What is left of a deleted record that is gone for good.
    StoredRecord gone() {
        var left = new ArrayList<Value>();
        for (var field : object.fields()) {
            left.add(
                    switch (field.name()) {
                        case SystemFields.ID, SystemFields.IS_DELETED, SystemFields.SYSTEM_MODSTAMP ->
                            value(field.name());
                        default -> Value.Absent.ABSENT;
                    });
        }
        return new StoredRecord(object, number, left, new Whereabouts.Gone());
    }

    boolean isGone() {
        return whereabouts instanceof Whereabouts.Gone;
    }

    /// Whether it is in the recycle bin on its own, and not since a parent is.
    boolean isRootInBin() {
        return isInBinWith(id());
    }

    /// Whether it comes back with that record.
    boolean isInBinWith(String root) {
        return whereabouts instanceof Whereabouts.InBin bin && bin.root().equals(root);
    }

    /// When it is gone for good, if nothing happens before.
    Optional<Instant> due() {
        return switch (whereabouts) {
            case Whereabouts.Here _, Whereabouts.Gone _ -> Optional.empty();
            case Whereabouts.InBin _ -> Optional.of(stamp().plus(IN_THE_BIN));
            case Whereabouts.OutOfBin(var since) -> Optional.of(since.plus(OUT_OF_THE_BIN));
        };
    }
}
