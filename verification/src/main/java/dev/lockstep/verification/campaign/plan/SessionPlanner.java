package dev.lockstep.verification.campaign.plan;

import dev.lockstep.verification.campaign.plan.Change.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Plans what one session of an application does. It deletes and spoils only what it has made itself; rows that
/// sessions share it updates and refers to.
final class SessionPlanner {
    private static final int LONGEST_BURST = 4;
    private static final int LONGEST_OPEN_MILLIS = 150;

    private final Random random;
    private final String session;
    private final Things things;
    private int made;

    /// @param shared rows that are there when the session begins
    SessionPlanner(Random random, String session, List<Thing> shared) {
        this.random = random;
        this.session = session;
        this.things = new Things(random, shared);
    }

    /// At least so many transactions.
    List<Transaction> transactions(int atLeast) {
        var transactions = new ArrayList<Transaction>();
        while (transactions.size() < atLeast) {
            switch (random.nextInt(10)) {
                case 0 -> transactions.addAll(burst());
                case 1 -> transactions.addAll(shortLife());
                case 2, 3 -> transactions.add(rolledBack());
                case 4, 5 -> transactions.add(withSavepoint());
                default ->
                    transactions.add(new Transaction(changes(1 + random.nextInt(3)), Transaction.End.COMMIT, open()));
            }
        }
        return transactions;
    }

    /// A transaction for each row whose value the org has refused.
    List<Transaction> corrections() {
        return things.spoiled().stream()
                .map(thing -> Transaction.of(new Change.Correct(thing)))
                .toList();
    }

    /// One row changes again and again, in transactions of their own.
    private List<Transaction> burst() {
        var burst = new ArrayList<Transaction>();
        things.some().ifPresent(thing -> {
            int times = 2 + random.nextInt(LONGEST_BURST);
            for (int i = 0; i < times; i++) {
                burst.add(Transaction.of(new Change.Update(thing, Optional.empty(), Value.SOUND)));
            }
        });
        return burst;
    }

    /// A row that may be gone before it was ever sent.
    private List<Transaction> shortLife() {
        var thing = next(Table.any(random));
        var insert = new Change.Insert(thing, things.parent(thing.table()), Value.SOUND);
        var update = new Change.Update(thing, Optional.empty(), Value.SOUND);
        var delete = new Change.Delete(thing);
        return switch (random.nextInt(3)) {
            case 0 -> List.of(Transaction.of(insert, delete));
            case 1 -> List.of(Transaction.of(insert), Transaction.of(update), Transaction.of(delete));
            default -> List.of(Transaction.of(insert), Transaction.of(delete));
        };
    }

    private Transaction rolledBack() {
        things.mark();
        var changes = changes(1 + random.nextInt(3));
        things.backToMark();
        return new Transaction(changes, Transaction.End.ROLLBACK, open());
    }

    private Transaction withSavepoint() {
        var changes = new ArrayList<>(changes(1 + random.nextInt(2)));
        changes.add(new Change.Savepoint());
        things.mark();
        changes.addAll(changes(1 + random.nextInt(2)));
        things.backToMark();
        changes.add(new Change.RollBackToSavepoint());
        changes.addAll(changes(1 + random.nextInt(2)));
        return new Transaction(changes, Transaction.End.COMMIT, open());
    }

    private List<Change> changes(int number) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < number; i++) {
            changes.add(change());
        }
        return changes;
    }

    private Change change() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> insert();
            case 4 -> things.someLeaf().<Change>map(this::delete).orElseGet(this::insert);
            case 5 -> things.someToSpoil().<Change>map(this::spoil).orElseGet(this::insert);
            case 6 -> things.some().<Change>map(this::move).orElseGet(this::insert);
            default ->
                things.some()
                        .<Change>map(thing -> new Change.Update(thing, Optional.empty(), Value.SOUND))
                        .orElseGet(this::insert);
        };
    }

    private Change insert() {
        var thing = next(Table.any(random));
        var parent = things.parent(thing.table());
        boolean isRefused = thing.table() == Table.LEAD && random.nextInt(8) == 0;
        if (isRefused) {
            things.addSpoiled(thing);
        } else {
            things.add(thing);
        }
        return new Change.Insert(thing, parent, isRefused ? Value.REFUSED : Value.SOUND);
    }

    private Change delete(Thing thing) {
        things.remove(thing);
        return new Change.Delete(thing);
    }

    private Change spoil(Thing thing) {
        things.spoiled(thing);
        return new Change.Update(thing, Optional.empty(), Value.REFUSED);
    }

    private Change move(Thing thing) {
        return new Change.Update(thing, things.parentFor(thing), Value.SOUND);
    }

    private Thing next(Table table) {
        made++;
        return new Thing(table, session + "-" + made);
    }

    private int open() {
        return random.nextInt(5) == 0 ? 1 + random.nextInt(LONGEST_OPEN_MILLIS) : 0;
    }
}
