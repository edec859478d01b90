package dev.lockstep.engine.read;

import dev.lockstep.postgres.load.Loads;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.postgres.merge.Merge;
import dev.lockstep.postgres.merge.Rereads;
import dev.lockstep.postgres.merge.Staging;
import dev.lockstep.postgres.merge.Watermarks;
import dev.lockstep.postgres.schema.MappedTables;
import java.util.concurrent.Semaphore;

/// What reading keeps in the data database.
///
/// @param lanes for pages of bulk results: all mappings together fetch no more of them at once, which bounds memory and
/// sessions
public record ReadingStore(
        TriggerLog log,
        MappedTables tables,
        Loads loads,
        Staging staging,
        Merge merge,
        Watermarks watermarks,
        Rereads rereads,
        Semaphore lanes) {}
