package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.load.FirstLoad;
import dev.lockstep.postgres.load.PagePosition;
import dev.lockstep.postgres.load.UnseenRows;
import dev.lockstep.rows.RowPage;
import java.util.Optional;

/// The table that nobody sees before it is whole.
final class UnseenPlace implements LoadPlace {
    private final Sides sides;
    private final Mapping mapping;
    private final ReadingStore store;
    private final UnseenRows rows;

    UnseenPlace(Sides sides, Mapping mapping, ReadingStore store) {
        this.sides = sides;
        this.mapping = mapping;
        this.store = store;
        this.rows = new UnseenRows(sides.database(), mapping);
    }

    @Override
    public long take(RowPage records, Optional<PagePosition> from) {
        return rows.add(sides.epoch(), records, from);
    }

    @Override
    public void end(LoadCount count) {
        var end = new FirstLoad(sides.database(), mapping);
        count.waits(SyncEvent.LoadWait.INDEXES, count.rows());
        end.makeIndexes();
        end.publish(sides.epoch(), count.rows());
        store.staging().ensure(mapping);
    }
}
