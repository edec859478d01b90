package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import io.github.apexdevtools.apexparser.ApexParser.LimitClauseContext;
import io.github.apexdevtools.apexparser.ApexParser.OffsetClauseContext;
import java.math.BigInteger;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Reads LIMIT and OFFSET.
final class Limits {
    private static final int MOST_OFFSET = 2000;
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Faults faults;

    Limits(Faults faults) {
        this.faults = faults;
    }

    int limit(LimitClauseContext clause) {
        return number(clause.IntegerLiteral(), clause.getStart().getStartIndex());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_offset.htm")
    @Assumed(reason = "The fault of an offset that is too large has this code and no place; seen in forums")
    int offset(OffsetClauseContext clause) {
        var offset = number(clause.IntegerLiteral(), clause.getStart().getStartIndex());
        if (offset > MOST_OFFSET) {
            throw new OrgFault(
                    FaultKind.UNEXPECTED_ERROR,
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    "Maximum SOQL offset allowed is " + MOST_OFFSET);
        }
        return offset;
    }

    private int number(@Nullable TerminalNode literal, int at) {
        if (literal == null) {
            throw faults.unsupported(at, "bind variables");
        }
        var number = new BigInteger(literal.getText());
        if (number.compareTo(MOST) > 0) {
            throw faults.malformed(at, "The number " + number + " is too large, the largest is " + MOST);
        }
        return number.intValueExact();
    }
}
