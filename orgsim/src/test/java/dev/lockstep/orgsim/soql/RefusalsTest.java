package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, and with which words.
class RefusalsTest {
    private final Things things = new Things();

    private OrgFault fault(String soql) {
        var fault = catchThrowableOfType(OrgFault.class, () -> things.query(soql));
        assertThat(fault).as(soql).isNotNull();
        return fault;
    }

    private OrgFault where(String condition) {
        return fault("SELECT Id FROM Thing__c WHERE " + condition);
    }

    @Test
    void pointsAtAnUnknownField() {
        var fault = fault("SELECT Id, Nothing__c FROM Thing__c");

        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_FIELD);
        assertThat(fault.code()).isEqualTo("INVALID_FIELD");
        assertThat(fault.place()).hasValue(new OrgFault.Place(1, 12));
        assertThat(fault.text()).isEqualTo("""

            SELECT Id, Nothing__c FROM Thing__c
                       ^
            ERROR at Row:1:Column:12
            No such column 'Nothing__c' on entity 'Thing__c'. If you are attempting to use a custom field, be sure to \
            append the '__c' after the custom field name. Please reference your WSDL or the describe call for the \
            appropriate names.\
            """);
    }

    @Test
    void pointsIntoTheRightLine() {
        var fault = fault("SELECT Id\nFROM Thing__c\n  WHERE Nothing__c = 1");

        assertThat(fault.place()).hasValue(new OrgFault.Place(3, 9));
        assertThat(fault.text()).startsWith("\n  WHERE Nothing__c = 1\n        ^\nERROR at Row:3:Column:9\n");
    }

    @Test
    void quotesALongQueryInPart() {
        var fault = where("Id IN ('" + "a09000000000001','".repeat(1_000) + "a09000000000001') AND Nope = 1");

        assertThat(fault.text()).contains("AND Nope = 1\n").contains("No such column 'Nope'");
        assertThat(fault.text().length()).isLessThan(500);
    }

    @Test
    void saysWhichObjectItDoesNotKnow() {
        var fault = fault("SELECT Id FROM Nothing__c");

        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_SOBJECT);
        assertThat(fault.code()).isEqualTo("INVALID_TYPE");
        assertThat(fault.place()).hasValue(new OrgFault.Place(1, 16));
        assertThat(fault.text())
                .contains("sObject type 'Nothing__c' is not supported. If you are attempting to use a custom object, be"
                        + " sure to append the '__c' after the entity name.");
    }

    @Test
    void saysWhichRelationshipItDoesNotKnow() {
        assertThat(fault("SELECT Nope__r.Name FROM Thing__c").text())
                .contains("Didn't understand relationship 'Nope__r' in field path.");
        assertThat(fault("SELECT Parent__r.Nope FROM Thing__c").text())
                .contains("No such column 'Nope' on entity 'Thing__c'");
        assertThat(fault("SELECT Owner.Nickname__c FROM Thing__c").text())
                .contains("No such column 'Nickname__c' on entity 'Name'");
        assertThat(fault("SELECT Parent__r FROM Thing__c").text()).contains("No such column 'Parent__r'");
        assertThat(fault("SELECT " + "Parent__r.".repeat(6) + "Name FROM Thing__c")
                        .code())
                .isEqualTo("INVALID_FIELD");
        assertThat(fault("SELECT Elsewhere__r.Name FROM Thing__c").code()).isEqualTo("MALFORMED_QUERY");
        assertThat(fault("SELECT Owner.CreatedBy.Name FROM Thing__c").code()).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void refusesAFieldTwice() {
        assertThat(fault("SELECT Id, Name, id FROM Thing__c").text()).endsWith("duplicate field selected: id");
    }

    @Test
    void saysWhichTypeAFieldNeeds() {
        assertThat(where("Number__c = '1'").text())
                .startsWith("\nSELECT Id FROM Thing__c WHERE Number__c = '1'\n" + " ".repeat(30) + "^\n")
                .endsWith("value of filter criterion for field 'Number__c' must be of type double and should not be"
                        + " enclosed in quotes");
        assertThat(where("Text__c = 5").text())
                .endsWith("'Text__c' must be of type string and should be enclosed in quotes");
        assertThat(where("Text__c LIKE 5").text()).endsWith("should be enclosed in quotes");
        assertThat(where("Text__c IN ('a', 5)").text()).endsWith("should be enclosed in quotes");
        assertThat(where("Count__c = 1.5").text()).contains("must be of type int");
        assertThat(where("Flag__c = 'true'").text()).contains("must be of type boolean");
        assertThat(where("Day__c = 2026-01-01T00:00:00Z").text()).contains("must be of type date and");
        assertThat(where("Moment__c = 2026-01-01").text()).contains("must be of type dateTime and");
        assertThat(where("Moment__c = '2026-01-01T00:00:00Z'").text()).contains("must be of type dateTime and");
        assertThat(where("Text__c = TODAY").text()).contains("must be of type string");
        assertThat(where("Id = 5").text()).contains("must be of type ID and should be");
        assertThat(where("Text__c = true").code()).isEqualTo("INVALID_FIELD");
    }

    @Test
    void refusesWhatIsNoId() {
        assertThat(where("Id = 'abc'").text()).endsWith("invalid ID field: abc");
        assertThat(where("Id = 'abc'").code()).isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
        assertThat(where("Parent__c IN ('a09000000000001AAB')").text())
                .endsWith("invalid ID field: a09000000000001AAB");
    }

    @Test
    void refusesOperatorsThatAFieldLacks() {
        for (var condition : new String[] {
            "Id LIKE 'a%'",
            "Number__c LIKE '1'",
            "Flag__c > false",
            "Tags__c IN ('a')",
            "Tags__c LIKE 'a'",
            "Text__c INCLUDES ('a')",
            "Size__c EXCLUDES ('a')"
        }) {
            assertThat(where(condition).code()).as(condition).isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
        }
    }

    @Test
    void refusesToFilterAndSortByWhatCannotBe() {
        assertThat(where("Long__c = 'x'").text()).endsWith("field 'Long__c' can not be filtered in a query call");
        assertThat(where("HomeAddress = 'x'").code()).isEqualTo("INVALID_FIELD");
        assertThat(fault("SELECT Id FROM Thing__c ORDER BY Long__c").text())
                .endsWith("field 'Long__c' can not be sorted in a query call");
        assertThat(fault("SELECT MAX(Flag__c) FROM Thing__c").text())
                .endsWith("field Flag__c does not support aggregate operator MAX");
    }

    @Test
    void saysWhichTokenItDidNotExpect() {
        var fault = fault("SELECT FROM Thing__c");

        assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED_QUERY);
        assertThat(fault.code()).isEqualTo("MALFORMED_QUERY");
        assertThat(fault.text()).contains("ERROR at Row:1:Column:").contains("unexpected token: '");
        assertThat(fault("").text()).endsWith("unexpected token: '<EOF>'");
        assertThat(fault("SELECT Id FROM Thing__c WHERE Id =").text()).endsWith("unexpected token: '<EOF>'");
        assertThat(fault("SELECT Id FROM Thing__c )").text()).endsWith("unexpected token: ')'");
        assertThat(fault("SELECT Id FROM Thing__c; DELETE").text()).endsWith("unexpected token: ';'");
        assertThat(fault("SELECT Id # FROM Thing__c").text()).endsWith("unexpected token: '#'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHERE",
                "where",
                "LIMIT",
                "ORDER",
                "ORDER BY",
                "GROUP",
                "AND",
                "LIKE",
                "NOT",
                "OFFSET",
                "FROM",
                "HAVING",
                "IN"
            })
    void doesNotTakeReservedWordsForAnAlias(String word) {
        assertThat(fault("SELECT Id FROM Thing__c " + word).code()).isEqualTo("MALFORMED_QUERY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Id FROM Thing__c WHERE Name = :name",
                "SELECT Id FROM Thing__c WHERE Name IN :names",
                "SELECT Id FROM Thing__c WHERE Name IN ('a', :name)",
                "SELECT Id FROM Thing__c LIMIT :few",
                "SELECT Id FROM Thing__c OFFSET :few",
                "SELECT Id FROM Thing__c WHERE Id IN (SELECT Parent__c FROM Thing__c)",
                "SELECT Id, (SELECT Id FROM Things__r) FROM Thing__c",
                "SELECT TYPEOF Owner WHEN User THEN Email END FROM Thing__c",
                "SELECT FIELDS(ALL) FROM Thing__c LIMIT 200",
                "SELECT toLabel(Size__c) FROM Thing__c",
                "SELECT AVG(Number__c) FROM Thing__c",
                "SELECT Name n FROM Thing__c",
                "SELECT Name, COUNT(Id) FROM Thing__c",
                "SELECT COUNT(Id), Name FROM Thing__c",
                "SELECT COUNT(), Name FROM Thing__c",
                "SELECT Name, COUNT() FROM Thing__c",
                "SELECT COUNT(Id), COUNT() FROM Thing__c",
                "SELECT COUNT() FROM Thing__c ORDER BY Name",
                "SELECT COUNT() c FROM Thing__c",
                "SELECT COUNT(Id) FROM Thing__c LIMIT 1",
                "SELECT COUNT(Id) a, MAX(Name) a FROM Thing__c",
                "SELECT Name FROM Thing__c GROUP BY Name",
                "SELECT Id FROM Thing__c USING SCOPE mine",
                "SELECT Id FROM Thing__c WITH SECURITY_ENFORCED",
                "SELECT Id FROM Thing__c ALL ROWS",
                "SELECT Id FROM Thing__c FOR UPDATE",
                "SELECT Id FROM Thing__c FOR VIEW",
                "SELECT Id FROM Thing__c UPDATE TRACKING",
                "SELECT Id FROM Thing__c, User",
                "SELECT Id FROM Thing__c.Parent__r",
                "SELECT Id FROM Thing__c ORDER BY CALENDAR_YEAR(Day__c)",
                "SELECT Id FROM Thing__c WHERE CALENDAR_YEAR(Day__c) = 2026",
                "SELECT Id FROM Thing__c WHERE Name <> 'a'",
                "SELECT Id FROM Thing__c WHERE Name == 'a'",
                "SELECT Id FROM Thing__c WHERE Name = ('a')",
                "SELECT Id FROM Thing__c WHERE Name IN 'a'",
                "SELECT Id FROM Thing__c WHERE Name IN ()",
                "SELECT Id FROM Thing__c WHERE Name IN (('a'))",
                "SELECT Id FROM Thing__c WHERE Name NOT LIKE 'a'",
                "SELECT Id FROM Thing__c WHERE Name > null",
                "SELECT Id FROM Thing__c WHERE Tags__c INCLUDES (null)",
                "SELECT Id FROM Thing__c WHERE Number__c = USD5",
                "SELECT Id FROM Thing__c WHERE Number__c = 5d",
                "SELECT Id FROM Thing__c WHERE Number__c = 1.5d",
                "SELECT Id FROM Thing__c WHERE Number__c = 5L",
                "SELECT Id FROM Thing__c WHERE Number__c = 1e3",
                "SELECT Id FROM Thing__c WHERE Name = \"a\"",
                "SELECT Id FROM Thing__c WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
                "SELECT Id FROM Thing__c WHERE NOT Name = 'a' AND Name = 'b'",
                "SELECT Id FROM Thing__c WHERE Name = 'a",
                "SELECT Id FROM Thing__c WHERE Name = 'a\\",
                "SELECT Id FROM Thing__c WHERE Name = 'a\nb'",
                "SELECT Id FROM Thing__c WHERE Name = 'a''b'",
                "SELECT Id FROM Thing__c WHERE Name = '\\q'",
                "SELECT Id FROM Thing__c WHERE Name = '100\\%'",
                "SELECT Id FROM Thing__c WHERE Name = '\\u12'",
                "SELECT Id FROM Thing__c WHERE Day__c = 2026-02-30",
                "SELECT Id FROM Thing__c WHERE Moment__c = 2026-02-30T00:00:00Z",
                "SELECT Id FROM Thing__c WHERE Moment__c = 2026-02-01T25:00:00Z",
                "SELECT Id FROM Thing__c WHERE Moment__c = 2026-02-01T10:00:00",
                "SELECT Id FROM Thing__c WHERE Day__c = THIS_WEEK",
                "SELECT Id FROM Thing__c WHERE Day__c = THIS_FISCAL_YEAR",
                "SELECT Id FROM Thing__c WHERE Day__c = LAST_N_MONTHS:3",
                "SELECT Id FROM Thing__c WHERE Day__c = LAST_N_DAYS:-3",
                "SELECT Id FROM Thing__c WHERE Day__c = LAST_N_DAYS:99999999999",
                "SELECT Id FROM Thing__c WHERE Day__c IN (TODAY)",
                "SELECT Id FROM Thing__c WHERE Id",
                "SELECT Id FROM Thing__c LIMIT -1",
                "SELECT Id FROM Thing__c LIMIT 99999999999",
                "SELECT Id FROM Thing__c /* comment */",
                "SELECT Id FROM Thing__c // comment",
                "SELECT Id Name FROM Thing__c",
                "SELECT Id,, Name FROM Thing__c",
                "SELECT * FROM Thing__c",
                "SELECT Id FROM Thing__c LIMIT 1 WHERE Name = 'a'",
                "UPDATE Thing__c SET Name = 'a'"
            })
    void refusesWhatItDoesNotSupport(String soql) {
        var fault = fault(soql);

        assertThat(fault.code()).isEqualTo("MALFORMED_QUERY");
        assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED_QUERY);
        assertThat(fault.place()).isPresent();
        assertThat(fault.text()).contains("\nERROR at Row:");
    }

    @Test
    void namesWhatItDoesNotSupport() {
        assertThat(fault("SELECT Name FROM Thing__c GROUP BY Name").text())
                .endsWith("The simulated org doesn't support GROUP BY. Ask without it.");
        assertThat(where("Name = :name").text()).contains("bind variables");
        assertThat(where("Day__c = THIS_WEEK").text()).contains("the date literal THIS_WEEK");
    }

    @Test
    void limitsParentheses() {
        things.put("a");

        assertThat(things.where("(".repeat(100) + "Name = 'a'" + ")".repeat(100)))
                .containsExactly("a");
        assertThat(where("(".repeat(40_000) + "Name = 'a'" + ")".repeat(40_000)).text())
                .contains("more than 100 parentheses");
    }

    @Test
    void limitsOffsetAndLength() {
        assertThat(fault("SELECT Id FROM Thing__c OFFSET 2001").text())
                .isEqualTo("Maximum SOQL offset allowed is 2000");
        assertThat(fault("SELECT Id FROM Thing__c OFFSET 2001").code()).isEqualTo("NUMBER_OUTSIDE_VALID_RANGE");
        assertThat(things.query("SELECT Id FROM Thing__c OFFSET 2000").totalSize())
                .isZero();
        assertThat(where("Name = '" + "x".repeat(100_000) + "'").text())
                .isEqualTo("SOQL statements cannot be longer than 100000 characters.");
    }
}
