package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hooks of an org, in the order of their addition. In memory alone.
///
/// Safe for use by several threads.
public final class Automation {
    private volatile List<Numbered> hooks = List.of();
    private long lastNumber;

    /// A hook as it stands.
    ///
    /// @param number names the hook in [#remove]; never used twice
    public record Numbered(long number, SaveHook hook) {}

    /// A hook threw: no record of the call is saved.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient SaveError error;

        Failed(SaveError error, Throwable cause) {
            super(error.message(), cause);
            this.error = error;
        }

        SaveError error() {
            return error;
        }
    }

    Automation() {}

    /// Switches a hook on.
    ///
    /// @return the hook's number
    public synchronized long add(SaveHook hook) {
        lastNumber++;
        var more = new ArrayList<>(hooks);
        more.add(new Numbered(lastNumber, hook));
        hooks = List.copyOf(more);
        return lastNumber;
    }

    /// Switches a hook off.
    ///
    /// @return whether there was such a hook
    public synchronized boolean remove(long number) {
        var fewer = hooks.stream().filter(hook -> hook.number() != number).toList();
        var isThere = fewer.size() < hooks.size();
        hooks = fewer;
        return isThere;
    }

    public synchronized void clear() {
        hooks = List.of();
    }

    public List<Numbered> hooks() {
        return hooks;
    }

    boolean isEmpty() {
        return hooks.isEmpty();
    }

    void change(Transaction transaction, Draft draft) {
        for (var numbered : hooks) {
            guarded(
                    transaction,
                    draft.isNew(),
                    before(draft),
                    run -> numbered.hook().change(run, draft));
        }
    }

    List<SaveError> check(Transaction transaction, Draft draft) {
        var errors = new ArrayList<SaveError>();
        for (var numbered : hooks) {
            guarded(
                    transaction,
                    draft.isNew(),
                    before(draft),
                    run -> numbered.hook().check(run, draft).ifPresent(errors::add));
        }
        return errors;
    }

    private static String before(Draft draft) {
        return draft.isNew() ? "BeforeInsert" : "BeforeUpdate";
    }

    /// Why a record isn't deleted.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_ignoring_operations.htm")
    Optional<SaveError> refusalOfDeletion(Transaction transaction, RecordView doomed) {
        var errors = new ArrayList<SaveError>();
        for (var numbered : hooks) {
            guarded(
                    transaction,
                    false,
                    "BeforeDelete",
                    run -> numbered.hook().deletion(run, doomed).ifPresent(errors::add));
        }
        return errors.stream().findFirst();
    }

    void after(Transaction transaction, StoredRecord saved, boolean isNew) {
        for (var numbered : hooks) {
            guarded(
                    transaction,
                    isNew,
                    isNew ? "AfterInsert" : "AfterUpdate",
                    run -> numbered.hook().after(run, saved));
        }
    }

    private interface Step {
        void run(HookRun run);
    }

    @Assumed(reason = "The code and the shape of the text are those of public reports of triggers that throw")
    private static void guarded(Transaction transaction, boolean isNew, String event, Step step) {
        try {
            step.run(new HookRun(transaction, isNew));
        } catch (RowLocks.MustWait | Failed passed) {
            throw passed;
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new Failed(
                    new SaveError(
                            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                            "Automation: execution of %s\n\ncaused by: %s"
                                    .formatted(
                                            event,
                                            Optional.ofNullable(thrown.getMessage())
                                                    .orElse("System.LimitException: Maximum stack depth has been"
                                                            + " reached."))),
                    thrown);
        }
    }
}
