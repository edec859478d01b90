package dev.lockstep.engine;

import dev.lockstep.engine.mapping.MappingResolver;
import dev.lockstep.engine.memory.ConnectionMemory;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epochs;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.postgres.merge.Staging;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.postgres.schema.Migrations;
import dev.lockstep.postgres.schema.PreparedTable;
import dev.lockstep.salesforce.Org;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The beginning of a shift, step by step: sign in, prove that both sides are the ones they were, take the
/// connection over, make the tables. Each step may be done again after a death; nothing is sent to the org.
final class ShiftStart {
    private final ShiftSettings settings;
    private final SyncListener listener;

    ShiftStart(ShiftSettings settings, SyncListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /// @param holder who takes the connection over, for people to read
    Sides begin(DataDatabase database, String holder) {
        var org = Org.signIn(settings.org());
        try {
            return begin(database, org, holder);
        } catch (RuntimeException failure) {
            org.close();
            throw failure;
        }
    }

    private Sides begin(DataDatabase database, Org org, String holder) {
        Migrations.apply(database);
        remember(org, database);
        var clock = new OrgClock(org::now, System::nanoTime);
        var mappings = mappings(org);
        var epoch = new Epochs(database).take(holder);
        var tables = new MappedTables(database);
        var staging = new Staging(database);
        for (var mapping : mappings) {
            if (tables.find(mapping).origin() != PreparedTable.Origin.ABSENT) {
                staging.ensure(mapping);
            }
        }
        return new Sides(org, clock, database, epoch, Sides.byTable(mappings), listener);
    }

    private void remember(Org org, DataDatabase database) {
        var found = found(org, database);
        settings.memory()
                .read()
                .flatMap(remembered -> remembered.contradictedBy(found))
                .ifPresent(contradiction -> {
                    throw new ShiftRefused("This connection is not what it was: " + contradiction
                            + ". Nothing was sent. If that is meant, compare both sides and then remove "
                            + settings.memory().path() + " to go on.");
                });
        settings.memory().write(found);
    }

    static ConnectionMemory found(Org org, DataDatabase database) {
        var server = database.server();
        return new ConnectionMemory(
                org.identity().organizationId(),
                Long.toUnsignedString(server.systemIdentifier()),
                server.timeline(),
                new TriggerLog(database).settleMark());
    }

    private List<Mapping> mappings(Org org) {
        var known = new HashSet<>(org.objects());
        return MappingResolver.resolve(settings.configuration().mappings(), object -> describe(org, known, object));
    }

    private static Optional<ObjectDescription> describe(Org org, Set<ObjectName> known, ObjectName object) {
        return known.contains(object) ? Optional.of(org.describe(object)) : Optional.empty();
    }
}
