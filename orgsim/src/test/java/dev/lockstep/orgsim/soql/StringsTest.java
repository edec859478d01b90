package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Strings with their escapes, and LIKE.
class StringsTest {
    private final Things things = new Things();

    private void texts(String... texts) {
        for (var text : texts) {
            things.put(text, "Text__c", text);
        }
    }

    @Test
    void readsEscapes() {
        texts("O'Brien", "a\\b", "say \"x\"", "line\nbreak", "tab\tstop", "é", "😀", "' OR Name != '");

        assertThat(things.where("Text__c = 'O\\'Brien'")).containsExactly("O'Brien");
        assertThat(things.where("Text__c = 'a\\\\b'")).containsExactly("a\\b");
        assertThat(things.where("Text__c = 'say \\\"x\\\"'")).containsExactly("say \"x\"");
        assertThat(things.where("Text__c = 'say \"x\"'")).containsExactly("say \"x\"");
        assertThat(things.where("Text__c = 'line\\nbreak'")).containsExactly("line\nbreak");
        assertThat(things.where("Text__c = 'tab\\tstop'")).containsExactly("tab\tstop");
        assertThat(things.where("Text__c = '\\u00e9'")).containsExactly("é");
        assertThat(things.where("Text__c = '\\uD83D\\uDE00'")).containsExactly("😀");
        assertThat(things.where("Text__c = '😀'")).containsExactly("😀");
        assertThat(things.where("Text__c = '\\' OR Name != \\''")).containsExactly("' OR Name != '");
    }

    @Test
    void keepsPlacesBehindLettersOfTwoHalves() {
        texts("😀😀", "x");

        assertThat(things.where("Text__c = '😀😀' AND Text__c IN ('x', '😀😀')"))
                .containsExactly("😀😀");
    }

    @Test
    void takesCommentsAndColonsInStringsForText() {
        texts("/* no */ // comment", ":bind", "(a,b)");

        assertThat(things.where("Text__c = '/* no */ // comment'")).containsExactly("/* no */ // comment");
        assertThat(things.where("Text__c IN (':bind', '(a,b)')")).containsExactly(":bind", "(a,b)");
    }

    @Test
    void matchesPatternsWithoutCase() {
        texts("Appleton", "Apple", "Bappl", "Appl", "日本語テキスト");

        assertThat(things.where("Text__c LIKE 'appl_%'")).containsExactly("Appleton", "Apple");
        assertThat(things.where("Text__c LIKE '%APPL'")).containsExactly("Bappl", "Appl");
        assertThat(things.where("Text__c LIKE '%p%l%'")).containsExactly("Appleton", "Apple", "Bappl", "Appl");
        assertThat(things.where("Text__c LIKE '____'")).containsExactly("Appl");
        assertThat(things.where("Text__c LIKE 'apple'")).containsExactly("Apple");
        assertThat(things.where("Text__c LIKE '%本語%'")).containsExactly("日本語テキスト");
        assertThat(things.where("Text__c LIKE ''")).isEmpty();
        assertThat(things.where("(NOT Text__c LIKE 'a%')")).containsExactly("Bappl", "日本語テキスト");
    }

    @Test
    void matchesEscapedWildcardsAsTheyAre() {
        texts("100%", "100 per cent", "a_b", "axb", "c\\d", "😀!");

        assertThat(things.where("Text__c LIKE '100\\%'")).containsExactly("100%");
        assertThat(things.where("Text__c LIKE 'a\\_b'")).containsExactly("a_b");
        assertThat(things.where("Text__c LIKE 'a_b'")).containsExactly("a_b", "axb");
        assertThat(things.where("Text__c LIKE 'c\\\\%'")).containsExactly("c\\d");
        assertThat(things.where("Text__c LIKE '_!'")).containsExactly("😀!");
        assertThat(things.where("Text__c LIKE '\\uD83D\\uDE00%'")).containsExactly("😀!");
    }

    @Test
    void goesBackToTheLastWildcard() {
        texts("aaab", "abab");

        assertThat(things.where("Text__c LIKE '%ab'")).containsExactly("aaab", "abab");
        assertThat(things.where("Text__c LIKE 'a%ab'")).containsExactly("aaab", "abab");
        assertThat(things.where("Text__c LIKE '%aab%'")).containsExactly("aaab");
        assertThat(things.where("Text__c LIKE '%ba%'")).containsExactly("abab");
    }
}
