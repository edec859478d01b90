package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.Fate.Certainty;
import dev.lockstep.verification.campaign.Fate.Deed;
import dev.lockstep.verification.campaign.plan.Change;
import dev.lockstep.verification.campaign.plan.Step;
import dev.lockstep.verification.campaign.plan.Thing;
import dev.lockstep.verification.campaign.plan.Transaction;
import dev.lockstep.verification.campaign.stage.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One session of an application, which writes to the mapped tables. It notes what it can't know when the database
/// dies under it, and leaves out what depends on that.
final class Application {
    private final Database database;
    private final Ledger ledger;
    private final List<Done> done = new ArrayList<>();
    private Optional<Savepoint> savepoint = Optional.empty();
    private int doneAtSavepoint;

    Application(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /// What an open transaction has done.
    private record Done(Thing thing, Deed deed) {}

    void run(Step.Script script) throws InterruptedException {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            for (var transaction : script.transactions()) {
                run(connection, transaction);
            }
        } catch (SQLException gone) {
            // The database was killed under us: what was doubtful is noted, the rest was never begun.
        }
    }

    private void run(Connection connection, Transaction transaction) throws SQLException, InterruptedException {
        done.clear();
        try {
            for (var change : transaction.changes()) {
                make(connection, change);
            }
            Rest.pause(transaction.openMillis());
        } catch (SQLException refused) {
            if (!Statements.isPassing(refused)) {
                throw new IllegalStateException("the workload's own change was refused: " + transaction, refused);
            }
            connection.rollback();
            return;
        }
        switch (transaction.end()) {
            case ROLLBACK -> connection.rollback();
            case COMMIT -> commit(connection);
        }
    }

    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException unknown) {
            note(Certainty.DOUBTFUL);
            throw unknown;
        }
        note(Certainty.ACKNOWLEDGED);
    }

    private void note(Certainty certainty) {
        done.forEach(one -> ledger.of(one.thing()).did(one.deed(), certainty));
    }

    private void make(Connection connection, Change change) throws SQLException {
        switch (change) {
            case Change.Insert insert -> {
                var parent = insert.parent().filter(named -> isThere(named.thing()));
                Statements.insert(connection, insert.thing(), parent, insert.value());
                done.add(new Done(
                        insert.thing(), insert.value() == Change.Value.REFUSED ? Deed.MADE_REFUSED : Deed.MADE));
            }
            case Change.Update update
            when isThere(update.thing()) -> {
                var parent = update.parent().filter(named -> isThere(named.thing()));
                Statements.update(connection, update.thing(), parent, update.value());
                done.add(new Done(
                        update.thing(), update.value() == Change.Value.REFUSED ? Deed.CHANGED_REFUSED : Deed.CHANGED));
            }
            case Change.Correct correct
            when isThere(correct.thing()) -> {
                Statements.correct(connection, correct.thing());
                done.add(new Done(correct.thing(), Deed.CORRECTED));
            }
            case Change.Delete delete
            when isThere(delete.thing()) -> {
                Statements.delete(connection, delete.thing());
                done.add(new Done(delete.thing(), Deed.REMOVED));
            }
            case Change.Savepoint _ -> {
                savepoint = Optional.of(connection.setSavepoint());
                doneAtSavepoint = done.size();
            }
            case Change.RollBackToSavepoint _ -> {
                connection.rollback(savepoint.orElseThrow());
                done.subList(doneAtSavepoint, done.size()).clear();
            }
            case Change.Update _, Change.Correct _, Change.Delete _ -> {
                // Nobody knows whether the row is there.
            }
        }
    }

    private boolean isThere(Thing thing) {
        return ledger.of(thing).mustBeThere()
                || done.stream()
                        .anyMatch(one -> one.thing().equals(thing)
                                && (one.deed() == Deed.MADE || one.deed() == Deed.MADE_REFUSED));
    }
}
