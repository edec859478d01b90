package dev.lockstep.verification.campaign;

import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.mapping.MappingResolver;
import dev.lockstep.engine.verify.Verify;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.salesforce.Org;
import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.plan.Thing;
import dev.lockstep.verification.campaign.stage.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on both sides when the sync has stopped, against what the ledgers say.
final class Proof {
    private final Plan plan;
    private final Stage stage;
    private final OrgControl control;
    private final Ledger applications;
    private final Ledger person;
    private final PrintStream out;
    private final List<String> concerned = new ArrayList<>();
    private long listed;
    private long lost;
    private long doubled;
    private long different;

    Proof(Plan plan, Stage stage, OrgControl control, Ledger applications, Ledger person, PrintStream out) {
        this.plan = plan;
        this.stage = stage;
        this.control = control;
        this.applications = applications;
        this.person = person;
        this.out = out;
    }

    /// The marks that something is wrong with.
    List<String> concerned() {
        return List.copyOf(concerned);
    }

    Finding find() throws IOException, InterruptedException {
        var settings = new SettingsFile(stage.document(), Map.of()).read();
        try (var org = Org.signIn(settings.org());
                var database = DataDatabase.open(settings.database(), "proof")) {
            var errors = ErrorList.in(stage.database());
            var mappings = MappingResolver.resolve(
                    settings.configuration().mappings(), object -> Optional.of(org.describe(object)));
            for (var verified : new Verify(org, database, mappings).all()) {
                var table = Table.named(verified.object().value()).tableName();
                verified.result().first().stream()
                        .filter(difference -> !errors.excuses(table, difference))
                        .forEach(difference -> differ("different: " + verified.object() + " " + difference));
            }
            judgeErrors(errors);
            var inOrg = Sighting.in(org);
            var inPostgres = Sighting.in(stage.database());
            applications.all().forEach((thing, fate) -> judge(thing, fate, inOrg, inPostgres, errors));
            person.all().forEach((thing, fate) -> judge(thing, fate, inOrg, inPostgres, errors));
            judgeHistories(errors, inPostgres);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database can't be read for the proof", failure);
        }
        return new Finding(listed, lost, doubled, different);
    }

    private void differ(String what) {
        different++;
        out.println("  " + what);
    }

    private void wrong(Thing thing, String what) {
        concerned.add(thing.mark());
        out.println("  " + what);
    }

    /// The list of errors holds what the org refuses by its rules, and lost inserts without a key: nothing else.
    private void judgeErrors(ErrorList errors) {
        for (var failure : errors.all()) {
            var made = applications.all().entrySet().stream()
                    .filter(entry -> entry.getKey().mark().equals(failure.mark()))
                    .findFirst();
            boolean isAllowed = made.filter(entry -> isAllowed(failure, entry.getKey(), entry.getValue()))
                    .isPresent();
            if (isAllowed) {
                listed++;
            } else {
                made.ifPresent(entry -> concerned.add(entry.getKey().mark()));
                differ("listed without right: " + failure);
            }
        }
    }

    private static boolean isAllowed(ErrorList.Failure failure, Thing thing, Fate fate) {
        boolean canNotBeKnown = failure.isLostInsert() && thing.table().keyed() == Table.Keyed.BY_NOTHING;
        return canNotBeKnown || fate.mayBeListed();
    }

    private void judge(Thing thing, Fate fate, Sighting inOrg, Sighting inPostgres, ErrorList errors) {
        var records = inOrg.of(thing);
        var rows = inPostgres.of(thing);
        var failure = errors.of(thing);
        // The record that a lost insert may have made is read as one that somebody else made.
        int mostRows = failure.filter(ErrorList.Failure::isLostInsert).isPresent() ? 2 : 1;
        var seen = thing + " (" + fate + ") is in the org " + records + " and in PostgreSQL " + rows;
        if (records.size() > 1 || rows.size() > mostRows) {
            doubled++;
            wrong(thing, "doubled: " + seen);
        } else if (failure.isEmpty() && fate.mustBeListed()) {
            lost++;
            wrong(thing, "refused by the org and not on the list of errors: " + seen);
        } else if (failure.isEmpty() && (isLost(fate, records) || isLost(fate, rows))) {
            lost++;
            wrong(thing, "lost: " + seen);
        } else if (failure.isPresent() && rows.stream().noneMatch(fate::mayHaveVersion)) {
            lost++;
            wrong(thing, "lost in PostgreSQL: " + seen);
        }
    }

    private static boolean isLost(Fate fate, List<Integer> versions) {
        boolean isMissing = fate.mustBeThere() && versions.isEmpty();
        boolean isLeft = fate.mustBeGone() && !versions.isEmpty();
        return isMissing || isLeft || !versions.stream().allMatch(fate::mayHaveVersion);
    }

    private void judgeHistories(ErrorList errors, Sighting inPostgres) throws IOException, InterruptedException {
        for (var table : Table.values()) {
            var histories = History.of(control, table);
            applications.all().forEach((thing, fate) -> {
                if (thing.table() == table
                        && errors.of(thing)
                                .filter(ErrorList.Failure::isLostInsert)
                                .isEmpty()) {
                    var own = histories.stream()
                            .filter(history -> history.mark().equals(thing.mark()))
                            .toList();
                    judgeHistories(thing, fate, own, inPostgres.of(thing));
                }
            });
        }
    }

    /// Each committed version of a record once and in their order, and no second record, not even for a while.
    private void judgeHistories(Thing thing, Fate fate, List<History> histories, List<Integer> rows) {
        if (histories.size() > 1) {
            doubled++;
            wrong(thing, "more than one record: " + thing + " (" + fate + ") " + histories);
            return;
        }
        for (var history : histories) {
            if (!isAsCommitted(fate, history, rows)) {
                different++;
                wrong(thing, "not the committed versions: " + thing + " (" + fate + ") " + history);
            }
        }
    }

    /// What the org refused isn't in the history, nor what waits behind it; a correction takes these along.
    private boolean isAsCommitted(Fate fate, History history, List<Integer> rows) {
        boolean isWhole = fate.hadRefusals()
                || (history.isDeleted()
                        ? fate.mayHaveVersion(history.lastVersion())
                        : rows.equals(List.of(history.lastVersion())));
        boolean mayLeaveOut = fate.isCorrected() || !plan.isOrdered();
        return isWhole && (mayLeaveOut ? history.isRising() : history.isComplete());
    }
}
