package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.load.PagePosition;
import dev.lockstep.postgres.merge.MergeOrder;
import dev.lockstep.postgres.merge.ReadMark;
import dev.lockstep.rows.RowPage;
import java.util.Optional;
import java.util.function.Consumer;

/// Staging, from where the records are merged into the table that was there before, while the load goes on.
final class StagedPlace implements LoadPlace {
    private final Sides sides;
    private final Mapping mapping;
    private final ReadingStore store;
    private final ReadMark mark;
    private final Consumer<MergeOrder> merge;

    /// @param mark taken before the org was asked
    /// @param merge merges what is staged, when its turn has come
    StagedPlace(Sides sides, Mapping mapping, ReadingStore store, ReadMark mark, Consumer<MergeOrder> merge) {
        this.sides = sides;
        this.mapping = mapping;
        this.store = store;
        this.mark = mark;
        this.merge = merge;
    }

    @Override
    public long take(RowPage records, Optional<PagePosition> from) {
        long refused = sides.database().transaction(connection -> {
            sides.epoch().check(connection);
            long refusedOnes = store.staging()
                    .add(connection, mapping, records, mark)
                    .refused()
                    .size();
            if (from.isPresent()) {
                store.loads().advance(connection, mapping, from.get(), records.rows(), refusedOnes);
            }
            return refusedOnes;
        });
        merge.accept(MergeOrder.underway().inSlicesOf(MergeOrder.FIRST_LOAD_SLICE));
        return refused;
    }

    @Override
    public void end(LoadCount count) {
        merge.accept(MergeOrder.lastOfLoad());
    }
}
