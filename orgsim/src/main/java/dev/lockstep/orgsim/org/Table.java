package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;

/// All records of one object in one state of the org: those that are stored, and generated rows that nobody has
/// changed.
/// Never changes. Records are known by their number, which has the order of their Ids.
public final class Table {
    /// Generated rows have the numbers below, records that were created in the same object those from here on.
    private static final long FIRST_BESIDE_GENERATED = 56_800_235_584L;

    private final Blueprint blueprint;
    private final SortedTree<Long, StoredRecord> stored;
    private final SortedTree<Stamped, Stamped> byStamp;
    private final Map<String, SortedTree<String, Long>> unique;
    private final Departures departures;
    private final long nextNumber;
    private final long nextAutoNumber;

    private Table(
            Blueprint blueprint,
            SortedTree<Long, StoredRecord> stored,
            SortedTree<Stamped, Stamped> byStamp,
            Map<String, SortedTree<String, Long>> unique,
            Departures departures,
            long nextNumber,
            long nextAutoNumber) {
        this.blueprint = blueprint;
        this.stored = stored;
        this.byStamp = byStamp;
        this.unique = unique;
        this.departures = departures;
        this.nextNumber = nextNumber;
        this.nextAutoNumber = nextAutoNumber;
    }

    static Table empty(Blueprint blueprint) {
        var unique = new HashMap<String, SortedTree<String, Long>>();
        for (var field : UniqueKeys.uniqueFields(blueprint.definition())) {
            unique.put(field.name(), SortedTree.empty());
        }
        var first = blueprint.generated().isPresent() ? FIRST_BESIDE_GENERATED : 1;
        return new Table(blueprint, SortedTree.empty(), SortedTree.empty(), unique, Departures.none(), first, 1);
    }

    public ObjectDefinition definition() {
        return blueprint.definition();
    }

    Blueprint blueprint() {
        return blueprint;
    }

    long nextNumber() {
        return nextNumber;
    }

    long nextAutoNumber() {
        return nextAutoNumber;
    }

    /// Which records are gone, and which will be.
    Departures departures() {
        return departures;
    }

    /// The records that are kept, in the order of their Ids; generated rows that nobody has changed aren't.
    Iterator<StoredRecord> stored() {
        return stored.values();
    }

    /// Looks at the kept records alone, so that millions of generated rows are counted in no time.
    RecordCount count() {
        long live = blueprint.generated().map(GeneratedRows::count).orElse(0L);
        long deleted = 0;
        for (var kept = stored.values(); kept.hasNext(); ) {
            var record = kept.next();
            live -= isGenerated(record) ? 1 : 0;
            if (record.isDeleted()) {
                deleted++;
            } else {
                live++;
            }
        }
        for (var gone = departures.gone(); gone.hasNext(); ) {
            live -= isGenerated(gone.next()) ? 1 : 0;
        }
        return new RecordCount(live, deleted);
    }

    private boolean isGenerated(StoredRecord record) {
        return blueprint.generated().filter(rows -> rows.has(record.number())).isPresent();
    }

    /// A record that is gone isn't found.
    public Optional<RecordView> find(long number) {
        Optional<StoredRecord> kept = stored.find(number);
        if (kept.isPresent()) {
            return Optional.of(kept.get());
        }
        return blueprint
                .generated()
                .filter(rows -> rows.has(number) && !departures.isGone(number))
                .map(rows -> new GeneratedRecord(definition(), rows, number));
    }

    /// Deleted records are found, too.
    public Optional<RecordView> find(RecordId id) {
        var number = numberOf(id);
        return number.isPresent() ? find(number.getAsLong()) : Optional.empty();
    }

    /// The number that the Id stands for, whether or not there is such a record.
    public OptionalLong numberOf(RecordId id) {
        return id.keyPrefix().equals(definition().keyPrefix()) ? RecordNumbers.number(id) : OptionalLong.empty();
    }

    /// The number where a range of Ids that starts with this one starts.
    public long numberAtOrAfter(RecordId id) {
        return RecordNumbers.firstAtOrAfter(definition().keyPrefix(), id);
    }

    /// Whether the record of that number, which there is, is deleted. Cheap for generated rows.
    public boolean isDeleted(long number) {
        return stored.find(number).map(RecordView::isDeleted).orElse(false);
    }

    /// Whether the record of that number is an archived activity.
    public boolean isArchived(long number) {
        return Activities.includes(definition())
                && stored.find(number).map(Activities::isArchived).orElse(false);
    }

    /// The record that isn't deleted and has this value in the unique field; `key` as [UniqueKeys#canonical] makes it.
    OptionalLong findUnique(FieldDefinition field, String key) {
        var number = indexOf(field).find(key);
        if (number.isPresent()) {
            return OptionalLong.of(number.get());
        }
        var rows =
                blueprint.generated().filter(generated -> generated.keyField().equals(field.name()));
        if (rows.isEmpty()) {
            return OptionalLong.empty();
        }
        var generated = rows.get().numberOfKey(key);
        return generated.isPresent() && !isStored(generated.getAsLong()) ? generated : OptionalLong.empty();
    }

    /// The same for a value as it stands in a query.
    public OptionalLong findUnique(FieldDefinition field, Value value) {
        var key = UniqueKeys.canonical(field, value);
        return key.isPresent() ? findUnique(field, key.get()) : OptionalLong.empty();
    }

    /// The numbers of all records from `first` (included) to `end` (not), in the order of Ids, deleted ones included.
    public PrimitiveIterator.OfLong inIdOrder(long first, long end) {
        var last = blueprint.generated().map(GeneratedRows::count).orElse(0L);
        return new NumbersInOrder(
                new NumbersInOrder.Generated(
                        Math.max(first, 1), Math.min(end, last + 1), _ -> Instant.EPOCH, this::isStored),
                new NumbersInOrder.Stored(
                        stored.from(first, (number, _) -> new Stamped(Instant.EPOCH, number)),
                        at -> at.number() < end));
    }

    /// The numbers of all records with a stamp from `first` (included) to `end` (not), by stamp and then Id, deleted
    /// ones included.
    public PrimitiveIterator.OfLong inStampOrder(Instant first, Instant end) {
        var rows = blueprint.generated();
        var generated = new NumbersInOrder.Generated(
                rows.map(some -> some.firstAtOrAfter(first)).orElse(1L),
                rows.map(some -> some.firstAtOrAfter(end)).orElse(1L),
                number -> rows.orElseThrow().stamp(number),
                this::isStored);
        return new NumbersInOrder(
                generated,
                new NumbersInOrder.Stored(
                        byStamp.from(new Stamped(first, Long.MIN_VALUE), (place, _) -> place),
                        at -> at.stamp().isBefore(end)));
    }

    /// Whether a generated row is no longer what it was.
    private boolean isStored(long number) {
        return (stored.size() > 0 && stored.find(number).isPresent()) || departures.isGone(number);
    }

    /// With a record as it is now; one that is gone leaves its trace alone.
    Table with(StoredRecord record) {
        var stamped = new Stamped(record.stamp(), record.number());
        var before = stored.find(record.number());
        var stamps = byStamp;
        if (before.isPresent()) {
            stamps = stamps.without(new Stamped(before.get().stamp(), record.number()));
        }
        var keys = new HashMap<String, SortedTree<String, Long>>();
        for (var field : UniqueKeys.uniqueFields(definition())) {
            var index = indexOf(field);
            var oldKey = before.flatMap(old -> keyOf(field, old));
            var newKey = keyOf(field, record);
            if (!oldKey.equals(newKey)) {
                index = oldKey.isPresent() ? index.without(oldKey.get()) : index;
                index = newKey.isPresent() ? index.with(newKey.get(), record.number()) : index;
            }
            keys.put(field.name(), index);
        }
        return new Table(
                blueprint,
                record.isGone() ? stored.without(record.number()) : stored.with(record.number(), record),
                record.isGone() ? stamps : stamps.with(stamped, stamped),
                keys,
                departures.with(before, record),
                nextNumber,
                nextAutoNumber);
    }

    Table counting(long number, long autoNumber) {
        return new Table(blueprint, stored, byStamp, unique, departures, number, autoNumber);
    }

    private static Optional<String> keyOf(FieldDefinition field, StoredRecord record) {
        return record.isDeleted() ? Optional.empty() : UniqueKeys.canonical(field, record.value(field.name()));
    }

    private SortedTree<String, Long> indexOf(FieldDefinition field) {
        var index = unique.get(field.name());
        if (index == null) {
            throw new IllegalArgumentException("The field " + field.name() + " of " + definition() + " isn't unique");
        }
        return index;
    }
}
