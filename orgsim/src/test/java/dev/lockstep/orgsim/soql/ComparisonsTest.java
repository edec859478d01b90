package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Operators, types and what they make of values that aren't there.
class ComparisonsTest {
    private final Things things = new Things();

    @BeforeEach
    void fill() {
        things.put("one", "Text__c", "Apple", "Count__c", "1", "Number__c", "1.50", "Flag__c", "true");
        things.put("two", "Text__c", "banana", "Count__c", "2", "Number__c", "-2.25", "Flag__c", "false");
        things.put("three", "Text__c", "CHERRY", "Count__c", "3", "Number__c", "1000000");
        things.put("none");
    }

    @Test
    void comparesTextWithoutCase() {
        assertThat(things.where("Text__c = 'APPLE'")).containsExactly("one");
        assertThat(things.where("text__C = 'apple'")).containsExactly("one");
        assertThat(things.where("Text__c > 'Banana'")).containsExactly("three");
        assertThat(things.where("Text__c >= 'Banana'")).containsExactly("two", "three");
        assertThat(things.where("Text__c < 'B'")).containsExactly("one");
        assertThat(things.where("Text__c <= 'BANANA'")).containsExactly("one", "two");
    }

    @Test
    void comparesCaseSensitiveFieldsWithCase() {
        things.put("lower", "Code__c", "x1");
        things.put("upper", "Code__c", "X1");

        assertThat(things.where("Code__c = 'x1'")).containsExactly("lower");
        assertThat(things.where("Code__c IN ('X1')")).containsExactly("upper");
        assertThat(things.where("Code__c = 'X1' OR Name = 'nobody'")).containsExactly("upper");
    }

    @Test
    void comparesNumbersByTheirValue() {
        assertThat(things.where("Number__c = 1.5")).containsExactly("one");
        assertThat(things.where("Number__c = 1.500")).containsExactly("one");
        assertThat(things.where("Number__c = -2.25")).containsExactly("two");
        assertThat(things.where("Number__c < 0")).containsExactly("two");
        assertThat(things.where("Number__c >= 1000000.00")).containsExactly("three");
        assertThat(things.where("Number__c IN (+1000000, 1.50)")).containsExactly("one", "three");
        assertThat(things.where("Count__c > 1 AND Count__c <= 3")).containsExactly("two", "three");
        assertThat(things.where("Number__c > .5")).containsExactly("one", "three");
    }

    @Test
    void findsRecordsWithoutValueByInequalityAlone() {
        assertThat(things.where("Text__c != 'apple'")).containsExactly("two", "three", "none");
        assertThat(things.where("Text__c NOT IN ('apple', 'banana')")).containsExactly("three", "none");
        assertThat(things.where("Count__c < 100")).containsExactly("one", "two", "three");
        assertThat(things.where("Count__c >= 0")).containsExactly("one", "two", "three");
        assertThat(things.where("Text__c LIKE '%'")).containsExactly("one", "two", "three");
        assertThat(things.where("Text__c IN ('apple', 'nobody')")).containsExactly("one");
    }

    @Test
    void keepsTheUnknownUnknownUnderNot() {
        assertThat(things.where("NOT Text__c = 'apple'")).containsExactly("two", "three");
        assertThat(things.where("NOT Count__c < 2")).containsExactly("two", "three");
        assertThat(things.where("NOT Text__c LIKE 'a%'")).containsExactly("two", "three");
        assertThat(things.where("NOT Text__c != 'apple'")).containsExactly("one");
        assertThat(things.where("NOT (Text__c = 'apple' AND Name = 'one')")).containsExactly("two", "three", "none");
        assertThat(things.where("NOT (Text__c = 'apple' OR Name = 'two')")).containsExactly("three");
        assertThat(things.where("Text__c = 'apple' OR Name = 'none'")).containsExactly("one", "none");
    }

    @Test
    void asksForNull() {
        assertThat(things.where("Text__c = null")).containsExactly("none");
        assertThat(things.where("Text__c != null")).containsExactly("one", "two", "three");
        assertThat(things.where("NOT Text__c = null")).containsExactly("one", "two", "three");
        assertThat(things.where("Text__c = ''")).containsExactly("none");
        assertThat(things.where("Text__c != ''")).containsExactly("one", "two", "three");
        assertThat(things.where("Text__c IN ('apple', null)")).containsExactly("one", "none");
        assertThat(things.where("Text__c NOT IN ('apple', '')")).containsExactly("two", "three");
        assertThat(things.where("Number__c = NULL")).containsExactly("none");
        assertThat(things.where("Key__c = null")).hasSize(4);
    }

    @Test
    void takesNoTruthValueForFalse() {
        assertThat(things.where("Flag__c = TRUE")).containsExactly("one");
        assertThat(things.where("Flag__c = false")).containsExactly("two", "three", "none");
        assertThat(things.where("Flag__c = null")).containsExactly("two", "three", "none");
        assertThat(things.where("Flag__c != null")).containsExactly("one");
        assertThat(things.where("Parent__r.Flag__c = false")).hasSize(4);
        assertThat(things.where("Flag__c != true")).containsExactly("two", "three", "none");
    }

    @Test
    void joinsConditionsWithParentheses() {
        assertThat(things.where("(Count__c = 1 OR Count__c = 2) AND Flag__c = true"))
                .containsExactly("one");
        assertThat(things.where("Count__c = 1 OR (Count__c = 2 AND Flag__c = true)"))
                .containsExactly("one");
        assertThat(things.where("(NOT Count__c = 1) AND (NOT Count__c = 2)")).containsExactly("three");
        assertThat(things.where("((Count__c = 3))")).containsExactly("three");
    }

    @Test
    void comparesIdsOfEitherLength() {
        var id = things.put("known");
        var other = things.put("other", "Parent__c", id);

        assertThat(things.where("Id = '" + id + "'")).containsExactly("known");
        assertThat(things.where("Id = '" + id.substring(0, 15) + "'")).containsExactly("known");
        assertThat(things.where("Id IN ('" + other + "', '" + id + "', '" + id.substring(0, 15) + "')"))
                .containsExactly("known", "other");
        assertThat(things.where("Id > '" + id + "'")).containsExactly("other");
        assertThat(things.where("Id >= '" + id + "'")).containsExactly("known", "other");
        assertThat(things.where("Id < '" + id + "' AND Count__c > 2")).containsExactly("three");
        assertThat(things.where("Id <= '" + id + "'")).hasSize(5);
        assertThat(things.where("Id != '" + id + "'")).hasSize(5).doesNotContain("known");
        assertThat(things.where("Parent__c = '" + id.substring(0, 15) + "'")).containsExactly("other");
        assertThat(things.where("Parent__c IN ('" + id + "')")).containsExactly("other");
        assertThat(things.where("Id = '001000000000001AAA'")).isEmpty();
        assertThat(things.where("Id = null")).isEmpty();
        assertThat(things.where("Id IN ('" + id + "', '" + other + "') AND Name = 'other'"))
                .containsExactly("other");
    }

    @Test
    void findsChoicesOfMultipicklists() {
        things.put("a", "Tags__c", "a");
        things.put("ab", "Tags__c", "a;b");
        things.put("c", "Tags__c", "c");

        assertThat(things.where("Tags__c INCLUDES ('A')")).containsExactly("a", "ab");
        assertThat(things.where("Tags__c INCLUDES ('a;b', 'c')")).containsExactly("ab", "c");
        assertThat(things.where("Tags__c EXCLUDES ('a;b', 'c')")).containsExactly("one", "two", "three", "none", "a");
        assertThat(things.where("Tags__c = 'B;A'")).containsExactly("ab");
        assertThat(things.where("Tags__c != 'a' AND Tags__c != null")).containsExactly("ab", "c");
        assertThat(things.where("NOT Tags__c INCLUDES ('a')")).containsExactly("c");
    }
}
