package dev.lockstep.engine.read;

import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.postgres.merge.Merge;
import dev.lockstep.postgres.merge.Rereads;
import dev.lockstep.postgres.merge.Staging;
import dev.lockstep.postgres.merge.Watermarks;

/// What reading keeps in the data database.
public record ReadingStore(TriggerLog log, Staging staging, Merge merge, Watermarks watermarks, Rereads rereads) {}
