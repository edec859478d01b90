package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.org.OrgFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstructsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT Name FROM Account GROUP BY Name | GROUP_BY",
                "SELECT Name FROM Account LIMIT 1 OFFSET 0 | OFFSET",
                "SELECT TYPEOF Owner WHEN User THEN Name END FROM Case | TYPEOF",
                "SELECT Name, (SELECT Id FROM Contacts) FROM Account | CHILDREN",
                "SELECT count() FROM Account | AGGREGATE",
                "SELECT AVG(Amount) average FROM Opportunity | AGGREGATE",
                "SELECT FIELDS(ALL) FROM Account LIMIT 200 | FIELDS"
            })
    void findsAConstruct(String soql, Construct construct) {
        assertThat(Soql.constructs(soql)).containsExactly(construct);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Id FROM Account",
                "SELECT Offset__c, Account.Name FROM Contact WHERE Name = 'GROUP BY x OFFSET 3 COUNT()' LIMIT 5",
                "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) ORDER BY Name"
            })
    void findsNoneInOrdinaryQueries(String soql) {
        assertThat(Soql.constructs(soql)).isEmpty();
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertThatExceptionOfType(OrgFault.class).isThrownBy(() -> Soql.constructs("SELECT FROM"));
    }
}
