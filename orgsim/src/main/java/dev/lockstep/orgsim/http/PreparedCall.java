package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fate;
import java.util.function.Function;
import java.util.function.Supplier;

/// A request that is understood, but not carried out.
///
/// @param fatedWork carries it out and answers; what is given is the fate of the job that the request makes, where it
///     makes one. Called once at most
public record PreparedCall(ApiOperation operation, Function<Fate, Answer> fatedWork) {
    /// A request that makes no job.
    public PreparedCall(ApiOperation operation, Supplier<Answer> work) {
        this(operation, _ -> work.get());
    }

    Supplier<Answer> work(Fate fate) {
        return () -> fatedWork.apply(fate);
    }

    Supplier<Answer> work() {
        return work(Fate.SUCCESS);
    }
}
