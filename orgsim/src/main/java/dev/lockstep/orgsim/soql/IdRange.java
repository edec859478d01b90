package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.RecordId;
import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import org.antlr.v4.runtime.ParserRuleContext;

/// Records of one object whose Ids lie in a range: what a query of a whole table is cut into.
///
/// @param first the lowest Id
/// @param end the lowest Id behind the range
public record IdRange(RecordId first, RecordId end) {
    /// Whether a query can be cut: it has nothing behind its conditions.
    ///
    /// Throws [dev.lockstep.orgsim.org.OrgFault] for a query that isn't one.
    public static boolean canCut(String soql) {
        QueryContext tree = Soql.tree(soql);
        return tree.orderByClause() == null && tree.limitClause() == null && tree.offsetClause() == null;
    }

    /// The same query of the records in the range, as text. To be asked of queries that can be cut.
    public String of(String soql) {
        var text = new SoqlText(soql);
        QueryContext tree = Soql.tree(soql);
        String range = "Id >= '%s' AND Id < '%s'".formatted(first.text15(), end.text15());
        if (tree.whereClause() == null) {
            int behind = endOf(tree.fromNameList());
            return text.part(0, behind) + " WHERE " + range + text.part(behind, text.length());
        }
        int start = tree.whereClause().logicalExpression().getStart().getStartIndex();
        int behind = endOf(tree.whereClause());
        return text.part(0, start)
                + "("
                + text.part(start, behind)
                + ") AND "
                + range
                + text.part(behind, text.length());
    }

    private static int endOf(ParserRuleContext part) {
        return part.getStop().getStopIndex() + 1;
    }
}
