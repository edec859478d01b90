package dev.lockstep.engine;

import dev.lockstep.engine.memory.MemoryFile;
import dev.lockstep.model.configuration.Configuration;
import dev.lockstep.postgres.DatabaseSettings;
import dev.lockstep.salesforce.OrgSettings;

/// What a shift needs to know: the document, the two sides with their secrets, and where the connection's
/// memory lies.
public record ShiftSettings(
        Configuration configuration, OrgSettings org, DatabaseSettings database, MemoryFile memory) {}
