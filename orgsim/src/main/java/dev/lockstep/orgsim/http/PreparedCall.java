package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import java.util.function.Supplier;

/// A request that is understood, but not carried out.
///
/// @param work carries it out and answers; called at most once
public record PreparedCall(ApiOperation operation, Supplier<Answer> work) {}
