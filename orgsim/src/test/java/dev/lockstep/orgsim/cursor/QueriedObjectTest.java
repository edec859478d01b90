package dev.lockstep.orgsim.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriedObjectTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Id FROM Account",
                "select Id\nfrom  Account where Name = 'x FROM Contact'",
                "SELECT Id, (SELECT Id FROM Contacts WHERE Name IN ('a','b')) FROM Account",
                "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)",
                "SELECT Name FROM Account WHERE Name = 'O\\'Brien ( FROM Lead'"
            })
    void findsTheObjectOfTheOuterQuery(String soql) {
        assertThat(QueriedObject.of(soql)).contains("Account");
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(QueriedObject.of("SELECT Id")).isEmpty();
    }
}
