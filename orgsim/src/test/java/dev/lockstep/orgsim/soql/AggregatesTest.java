package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.SelectedColumn;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    private final Things things = new Things();

    private List<Value> aggregate(String soql) {
        var answer = things.query(soql);
        assertThat(answer.kind()).isEqualTo(QueryAnswer.Kind.AGGREGATE);
        assertThat(answer.totalSize()).isEqualTo(1);
        var row = answer.rows(0, 10).getFirst();
        assertThat(row.type()).isEqualTo("AggregateResult");
        assertThat(row.id()).isEmpty();
        return answer.columns().stream().map(row::value).toList();
    }

    @Test
    void countsRowsWithoutRows() {
        things.put("a");
        things.put("b");

        var answer = things.query("SELECT COUNT() FROM Thing__c WHERE Name = 'a'");

        assertThat(answer.kind()).isEqualTo(QueryAnswer.Kind.COUNT);
        assertThat(answer.totalSize()).isEqualTo(1);
        assertThat(answer.columns()).isEmpty();
        assertThat(answer.rows(0, 10)).isEmpty();
    }

    @Test
    void leavesRecordsWithoutValueOut() {
        things.put("a", "Number__c", "1.25", "Count__c", "1", "Text__c", "x", "Size__c", "Large");
        things.put("b", "Number__c", "-2.50", "Count__c", "5", "Text__c", "X", "Size__c", "Small");
        things.put("c");

        assertThat(aggregate("SELECT COUNT(Id), COUNT(Text__c), COUNT_DISTINCT(Text__c) FROM Thing__c"))
                .containsExactly(new Value.Whole(3), new Value.Whole(2), new Value.Whole(1));
        assertThat(aggregate("SELECT MIN(Number__c), MAX(Number__c), SUM(Number__c) FROM Thing__c"))
                .containsExactly(
                        new Value.Decimal(new BigDecimal("-2.50")),
                        new Value.Decimal(new BigDecimal("1.25")),
                        new Value.Decimal(new BigDecimal("-1.25")));
        assertThat(aggregate("SELECT SUM(Count__c), MIN(Size__c), MAX(Size__c) FROM Thing__c"))
                .containsExactly(new Value.Whole(6), new Value.Text("Small"), new Value.Text("Large"));
        assertThat(aggregate("SELECT SUM(Number__c), MAX(Text__c), COUNT(Text__c) FROM Thing__c WHERE Name = 'c'"))
                .containsExactly(Value.Absent.ABSENT, Value.Absent.ABSENT, new Value.Whole(0));
    }

    @Test
    void namesUnnamedColumnsByNumber() {
        var answer = things.query("SELECT COUNT(Id), MAX(Name) latest, MIN(Name) FROM Thing__c");

        assertThat(answer.columns()).extracting(SelectedColumn::name).containsExactly("expr0", "latest", "expr1");
        assertThat(answer.columns().getFirst().field()).isEmpty();
        assertThat(answer.columns().get(1).field()).isPresent();
    }
}
