package dev.lockstep.postgres.merge;

import dev.lockstep.postgres.SchemaName;

/// The staging table of one mapping.
record StagingTable(SchemaName schema, int number) {

    String name() {
        return "_lockstep_staging_" + number;
    }

    String quoted() {
        return schema.qualified(name());
    }
}
