package dev.lockstep.engine;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.salesforce.Org;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two sides of a connection as one shift has them: everything that reading and writing share.
public record Sides(
        Org org,
        OrgClock clock,
        DataDatabase database,
        Epoch epoch,
        Map<String, Mapping> mappings,
        SyncListener listener) {
    public Sides {
        mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
    }

    public static Map<String, Mapping> byTable(List<Mapping> mappings) {
        var byTable = new LinkedHashMap<String, Mapping>();
        mappings.forEach(mapping -> byTable.put(mapping.table(), mapping));
        return byTable;
    }

    public Optional<Mapping> mapping(String table) {
        return Optional.ofNullable(mappings.get(table));
    }
}
