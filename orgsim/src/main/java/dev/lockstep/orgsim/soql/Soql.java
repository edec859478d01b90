package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.PreparedQuery;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordView;
import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Predicate;

/// Answers queries. What isn't supported is refused; nothing is answered by half.
public final class Soql {
    private static final int LONGEST = 100_000;

    private Soql() {}

    /// Throws [OrgFault] for a query that can't be answered.
    ///
    /// @param now what date literals such as `TODAY` count from
    public static PreparedQuery prepare(OrgState state, String soql, QueryScope scope, Instant now) {
        return answering(state, soql, scope, now).prepare();
    }

    private static Answering answering(OrgState state, String soql, QueryScope scope, Instant now) {
        refuseTooLong(soql);
        var text = new SoqlText(soql);
        var faults = new Faults(text);
        var strings = new Strings(text, faults);
        var tree = new Grammar(text, faults).parse(strings.masked());
        var literals = new LiteralReader(faults, strings, new Periods(LocalDate.ofInstant(now, ZoneOffset.UTC)));
        var query = new QueryReader(faults, new ConditionReader(faults, literals)).read(tree);
        return new Answering(state, scope, query, faults);
    }

    /// Reads what stands behind WHERE in a query of the object, for records of that state.
    ///
    /// Throws [OrgFault] for a condition that is none.
    public static Predicate<RecordView> condition(OrgState state, String object, String condition, Instant now) {
        return answering(state, "SELECT Id FROM " + object + " WHERE " + condition, QueryScope.WITH_DELETED, now)
                .condition();
    }

    /// Which of the constructs that not every API takes a query has. Whether it can be answered isn't said by that.
    ///
    /// Throws [OrgFault] for a query that isn't one.
    public static Set<Construct> constructs(String soql) {
        return Constructs.of(tree(soql));
    }

    static QueryContext tree(String soql) {
        refuseTooLong(soql);
        var text = new SoqlText(soql);
        var faults = new Faults(text);
        return new Grammar(text, faults).parse(new Strings(text, faults).masked());
    }

    @Assumed(reason = "The longest query is documented; the words of the fault are those of forum posts")
    private static void refuseTooLong(String soql) {
        if (soql.length() > LONGEST) {
            throw new OrgFault(
                    FaultKind.MALFORMED_QUERY,
                    "MALFORMED_QUERY",
                    "SOQL statements cannot be longer than " + LONGEST + " characters.");
        }
    }
}
