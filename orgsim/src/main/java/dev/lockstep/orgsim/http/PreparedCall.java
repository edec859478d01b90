package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import java.util.function.Supplier;

/// A request that is understood, but not carried out.
///
/// @param work carries it out and answers
/// @param doomedWork does the same, but the job that the request makes will fail; as `work` where it makes none. Only
///     one of both is called, and at most once
public record PreparedCall(ApiOperation operation, Supplier<Answer> work, Supplier<Answer> doomedWork) {
    public PreparedCall(ApiOperation operation, Supplier<Answer> work) {
        this(operation, work, work);
    }
}
