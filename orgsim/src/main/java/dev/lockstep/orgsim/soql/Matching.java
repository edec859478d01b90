package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.Access;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.soql.ParsedQuery.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Finds the records of an answer.
record Matching(Table table, QueryScope scope, Access access, Optional<Filter> filter, SortOrder sortOrder) {
    NumberList numbers(OptionalInt limit, int offset) {
        var kept = sortOrder.kept();
        var narrowings =
                filter.map(condition -> condition.narrowings().toList()).orElse(List.of());
        var wished = kept.map(SortOrder.Kept::order).orElse(Candidates.Order.ID);
        var candidates = Candidates.of(table, scope, narrowings, wished);
        var wanted = limit.isPresent() ? (long) limit.getAsInt() + offset : Long.MAX_VALUE;
        var isInOrder = kept.isPresent() && kept.get().order() == candidates.order();
        if (isInOrder && kept.get().direction() == Direction.ASCENDING) {
            return part(collect(candidates, wanted), wanted, offset);
        }
        var found = collect(candidates, Long.MAX_VALUE);
        return part(isInOrder ? reversed(found) : sorted(found, kept, wanted), wanted, offset);
    }

    /// At most `most`, in the order of the candidates.
    private NumberList collect(Candidates candidates, long most) {
        var found = new NumberList.Builder();
        while (found.size() < most && candidates.numbers().hasNext()) {
            var number = candidates.numbers().nextLong();
            if (isVisible(number) && matches(number)) {
                found.add(number);
            }
        }
        return found.build();
    }

    private boolean isVisible(long number) {
        return (scope.seesDeleted() || !table.isDeleted(number))
                && (scope.seesArchived() || !table.isArchived(number))
                && (access.seesAllOf(table) || access.sees(table.find(number).orElseThrow()));
    }

    private boolean matches(long number) {
        return filter.isEmpty() || filter.get().of(table.find(number).orElseThrow()) == Truth.TRUE;
    }

    private NumberList sorted(NumberList found, Optional<SortOrder.Kept> kept, long most) {
        if (kept.isEmpty() || kept.get().order() == Candidates.Order.STAMP) {
            return sortOrder.sort(table, found, most);
        }
        var numbers = found.toArray();
        Arrays.sort(numbers);
        var byId = NumberList.of(numbers);
        return kept.get().direction() == Direction.ASCENDING ? byId : reversed(byId);
    }

    private static NumberList reversed(NumberList numbers) {
        var reversed = new NumberList.Builder();
        for (var index = numbers.size() - 1; index >= 0; index--) {
            reversed.add(numbers.get(index));
        }
        return reversed.build();
    }

    private static NumberList part(NumberList numbers, long end, int offset) {
        if (offset == 0 && end >= numbers.size()) {
            return numbers;
        }
        var part = new NumberList.Builder();
        for (var index = offset; index < Math.min(end, numbers.size()); index++) {
            part.add(numbers.get(index));
        }
        return part.build();
    }
}
