package dev.lockstep.salesforce;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// The one session that all threads share. However many find it over at once, one signs in and the others take
/// what it got: each sign-in more would revoke somebody's token, since an org keeps only a few a user.
final class Sessions {
    private final Supplier<Session> signIn;
    private Session current;
    private Optional<CompletableFuture<Session>> renewal = Optional.empty();

    /// Signs in for the first time. Throws [OrgFailure].
    Sessions(Supplier<Session> signIn) {
        this.signIn = signIn;
        this.current = signIn.get();
    }

    synchronized Session current() {
        return current;
    }

    /// A session that isn't `over`. Throws [OrgFailure] where none is to be had.
    Session after(Session over) {
        var mine = new CompletableFuture<Session>();
        Optional<CompletableFuture<Session>> others;
        synchronized (this) {
            if (!current.equals(over)) {
                return current;
            }
            others = renewal;
            if (others.isEmpty()) {
                renewal = Optional.of(mine);
            }
        }
        if (others.isEmpty()) {
            renew(mine);
        }
        return await(others.orElse(mine));
    }

    private void renew(CompletableFuture<Session> flight) {
        try {
            var renewed = signIn.get();
            pinned(renewed);
            land(renewed);
            flight.complete(renewed);
        } catch (RuntimeException failed) {
            land(current());
            flight.completeExceptionally(failed);
        }
    }

    private synchronized void land(Session session) {
        current = session;
        renewal = Optional.empty();
    }

    /// What is owed to one org, or was done by one user, must not reach or be looked for in the name of another.
    private void pinned(Session renewed) {
        var before = current().identity();
        var now = renewed.identity();
        if (!before.organizationId().equals(now.organizationId())
                || !before.userId().equals(now.userId())) {
            throw new OrgFailure(
                    "OTHER_ORG",
                    Treatment.STOP,
                    "sign-in",
                    "the user " + now.userId() + " of the org " + now.organizationId() + " answered instead of "
                            + before.userId() + " of " + before.organizationId(),
                    "Make a connection of its own for another org or user.");
        }
    }

    private static Session await(CompletableFuture<Session> flight) {
        try {
            return flight.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusals.broken("sign-in", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OrgFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
