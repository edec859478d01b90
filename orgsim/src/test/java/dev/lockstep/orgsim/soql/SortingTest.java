package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// ORDER BY, LIMIT and OFFSET.
class SortingTest {
    private final Things things = new Things();

    private List<String> sorted(String rest) {
        return Things.names(things.query("SELECT Name FROM Thing__c " + rest));
    }

    @Test
    void standsInTheOrderOfIdsWithoutAWish() {
        things.put("c");
        things.put("a");
        things.put("b");

        assertThat(sorted("")).containsExactly("c", "a", "b");
        assertThat(sorted("WHERE Name != null")).containsExactly("c", "a", "b");
    }

    @Test
    void sortsTextWithoutCaseAndNullsFirst() {
        things.put("1", "Text__c", "b");
        things.put("2");
        things.put("3", "Text__c", "A");
        things.put("4", "Text__c", "C");

        assertThat(sorted("ORDER BY Text__c")).containsExactly("2", "3", "1", "4");
        assertThat(sorted("ORDER BY Text__c ASC NULLS LAST")).containsExactly("3", "1", "4", "2");
        assertThat(sorted("ORDER BY Text__c DESC")).containsExactly("2", "4", "1", "3");
        assertThat(sorted("ORDER BY Text__c DESC NULLS FIRST")).containsExactly("2", "4", "1", "3");
        assertThat(sorted("ORDER BY Text__c desc nulls last")).containsExactly("4", "1", "3", "2");
    }

    @Test
    void sortsBySeveralFieldsAndThenById() {
        things.put("1", "Count__c", "2", "Text__c", "x");
        things.put("2", "Count__c", "1", "Text__c", "x");
        things.put("3", "Count__c", "10", "Text__c", "y");
        things.put("4", "Count__c", "2", "Text__c", "x");

        assertThat(sorted("ORDER BY Text__c DESC, Count__c ASC")).containsExactly("3", "2", "1", "4");
        assertThat(sorted("ORDER BY Count__c")).containsExactly("2", "1", "4", "3");
        assertThat(sorted("ORDER BY Count__c, Id DESC")).containsExactly("2", "4", "1", "3");
    }

    @Test
    void sortsPicklistsInTheOrderOfTheirValues() {
        things.put("1", "Size__c", "Large");
        things.put("2", "Size__c", "Medium");
        things.put("3", "Size__c", "Small");
        things.put("4", "Size__c", "Giant");

        assertThat(sorted("ORDER BY Size__c")).containsExactly("3", "2", "1", "4");
    }

    @Test
    void sortsByParentsAndKeepsRecordsWithoutThem() {
        var b = things.put("b");
        var a = things.put("a");
        things.put("of b", "Parent__c", b);
        things.put("of a", "Parent__c", a);

        assertThat(sorted("ORDER BY Parent__r.Name NULLS LAST")).containsExactly("of a", "of b", "b", "a");
    }

    @Test
    void sortsByStampAndIdEitherWay() {
        things.put("Thing__c", "new", Things.NOW);
        things.put("Thing__c", "old", Things.NOW.minus(Duration.ofDays(1)));
        things.put("Thing__c", "new, too", Things.NOW);

        assertThat(sorted("ORDER BY SystemModstamp")).containsExactly("old", "new", "new, too");
        assertThat(sorted("ORDER BY SystemModstamp, Id")).containsExactly("old", "new", "new, too");
        assertThat(sorted("ORDER BY SystemModstamp, Id DESC")).containsExactly("old", "new, too", "new");
        assertThat(sorted("ORDER BY SystemModstamp DESC, Id DESC")).containsExactly("new, too", "new", "old");
        assertThat(sorted("ORDER BY SystemModstamp DESC, Id")).containsExactly("new", "new, too", "old");
        assertThat(sorted("ORDER BY Id")).containsExactly("new", "old", "new, too");
        assertThat(sorted("ORDER BY Id DESC")).containsExactly("new, too", "old", "new");
        assertThat(sorted("WHERE SystemModstamp >= 2026-01-01T00:00:00Z ORDER BY Id"))
                .containsExactly("new", "old", "new, too");
        assertThat(sorted("WHERE SystemModstamp = 2026-03-15T12:00:00Z ORDER BY Id DESC"))
                .containsExactly("new, too", "new");
        assertThat(sorted("WHERE SystemModstamp > 2026-03-14T12:00:00Z ORDER BY SystemModstamp, Id LIMIT 1"))
                .containsExactly("new");
        assertThat(sorted("WHERE SystemModstamp <= 2026-03-14T12:00:00Z ORDER BY SystemModstamp"))
                .containsExactly("old");
    }

    @Test
    void sortsNamedRecordsByStamp() {
        var fresh = things.put("Thing__c", "new", Things.NOW);
        var old = things.put("Thing__c", "old", Things.NOW.minus(Duration.ofDays(1)));

        assertThat(sorted("WHERE Id IN ('" + fresh + "', '" + old + "') ORDER BY SystemModstamp, Id"))
                .containsExactly("old", "new");
    }

    @Test
    void cutsTheAnswerByLimitAndOffset() {
        for (var number = 0; number < 10; number++) {
            things.put(Integer.toString(number), "Count__c", Integer.toString(9 - number));
        }

        assertThat(sorted("LIMIT 2")).containsExactly("0", "1");
        assertThat(sorted("LIMIT 2 OFFSET 3")).containsExactly("3", "4");
        assertThat(sorted("OFFSET 8")).containsExactly("8", "9");
        assertThat(sorted("LIMIT 5 OFFSET 8")).containsExactly("8", "9");
        assertThat(sorted("OFFSET 11")).isEmpty();
        assertThat(sorted("LIMIT 0")).isEmpty();
        assertThat(sorted("ORDER BY Id DESC LIMIT 2 OFFSET 1")).containsExactly("8", "7");
        assertThat(sorted("ORDER BY Count__c LIMIT 3")).containsExactly("9", "8", "7");
        assertThat(sorted("WHERE Count__c > 5 LIMIT 2")).containsExactly("0", "1");
        assertThat(things.query("SELECT Name FROM Thing__c LIMIT 4").totalSize())
                .isEqualTo(4);
        assertThat(things.query("SELECT COUNT() FROM Thing__c LIMIT 4").totalSize())
                .isEqualTo(4);
    }
}
