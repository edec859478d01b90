package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.soql.Narrowing.IdsFrom;
import dev.lockstep.orgsim.soql.Narrowing.IdsTo;
import dev.lockstep.orgsim.soql.Narrowing.Stamps;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The records that a query has to look at, found by the best index that its condition allows.
///
/// @param order in which the numbers come
record Candidates(PrimitiveIterator.OfLong numbers, Order order) {
    enum Order {
        ID,
        STAMP
    }

    /// Chooses the index.
    ///
    /// @param wished taken where either order is as good
    static Candidates of(Table table, QueryScope scope, List<Narrowing> narrowings, Order wished) {
        Optional<LongStream> named = byId(table, narrowings);
        if (named.isEmpty() && !scope.seesDeleted()) {
            named = byKey(table, narrowings);
        }
        if (named.isPresent()) {
            return new Candidates(named.get().sorted().distinct().iterator(), Order.ID);
        }
        Optional<Stamps> stamps = only(narrowings, Stamps.class).reduce(Stamps::and);
        if (stamps.isPresent() || wished == Order.STAMP) {
            var range = stamps.orElse(Stamps.ALL);
            return new Candidates(table.inStampOrder(range.first(), range.end()), Order.STAMP);
        }
        var first = only(narrowings, IdsFrom.class)
                .mapToLong(range -> table.numberAtOrAfter(range.first()))
                .max()
                .orElse(0);
        var end = only(narrowings, IdsTo.class)
                .mapToLong(range -> table.numberAtOrAfter(range.last()))
                .map(last -> last == Long.MAX_VALUE ? last : last + 1)
                .min()
                .orElse(Long.MAX_VALUE);
        return new Candidates(table.inIdOrder(first, end), Order.ID);
    }

    private static Optional<LongStream> byId(Table table, List<Narrowing> narrowings) {
        return only(narrowings, Narrowing.Ids.class)
                .findFirst()
                .map(named -> named.ids().stream()
                        .map(table::numberOf)
                        .flatMapToLong(OptionalLong::stream)
                        .filter(number -> table.find(number).isPresent()));
    }

    private static Optional<LongStream> byKey(Table table, List<Narrowing> narrowings) {
        return only(narrowings, Narrowing.Keys.class)
                .findFirst()
                .map(named -> named.keys().stream()
                        .map(key -> table.findUnique(named.field(), key))
                        .flatMapToLong(OptionalLong::stream));
    }

    private static <T extends Narrowing> Stream<T> only(List<Narrowing> narrowings, Class<T> kind) {
        return narrowings.stream().filter(kind::isInstance).map(kind::cast);
    }
}
