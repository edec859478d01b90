package dev.lockstep.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoqlTest {
    private static final ObjectName CONTACT = new ObjectName("Contact");
    private static final List<QueryColumn> COLUMNS =
            List.of(new QueryColumn("Id", FieldType.ID), new QueryColumn("Account.External_Id__c", FieldType.STRING));
    private static final Instant FROM = Instant.parse("2026-01-31T10:00:00Z");
    private static final RecordId ID = RecordId.of("003000000000001");

    @Test
    void writesAWindowOfChangesInTheOrderInWhichItIsPaged() {
        assertThat(Soql.changed(CONTACT, COLUMNS, FROM, FROM.plusMillis(61_500)))
                .isEqualTo("SELECT Id, Account.External_Id__c FROM Contact WHERE SystemModstamp >="
                        + " 2026-01-31T10:00:00.000Z AND SystemModstamp < 2026-01-31T10:01:01.500Z ORDER BY"
                        + " SystemModstamp, Id");
    }

    @Test
    void goesOnWithinAStamp() {
        assertThat(Soql.changedAt(CONTACT, COLUMNS, FROM, ID))
                .isEqualTo("SELECT Id, Account.External_Id__c FROM Contact "
                        + "WHERE SystemModstamp = 2026-01-31T10:00:00.000Z AND Id > '003000000000001AAA' ORDER BY Id");
    }

    @Test
    void findsWhatAUserMadeInAWindow() {
        assertThat(Soql.created(CONTACT, COLUMNS, RecordId.of("005000000000001"), FROM, FROM.plusSeconds(5)))
                .isEqualTo("SELECT Id, Account.External_Id__c FROM Contact WHERE CreatedById = '005000000000001AAA' "
                        + "AND CreatedDate >= 2026-01-31T10:00:00.000Z AND CreatedDate <= 2026-01-31T10:00:05.000Z "
                        + "ORDER BY Id");
    }

    @Test
    void findsByIdsAndByKeys() {
        assertThat(Soql.byId(CONTACT, COLUMNS, List.of(ID, RecordId.of("003000000000002"))))
                .endsWith(" FROM Contact WHERE Id IN ('003000000000001AAA', '003000000000002AAA')");
        assertThat(Soql.byKey(CONTACT, COLUMNS, key(FieldType.STRING), List.of("a", "b' OR Name != '")))
                .endsWith(" FROM Contact WHERE Key__c IN ('a', 'b\\' OR Name != \\'')");
        assertThat(Soql.byKey(CONTACT, COLUMNS, key(FieldType.DOUBLE), List.of("12.50", "1E+3")))
                .endsWith(" FROM Contact WHERE Key__c IN (12.50, 1000)");
    }

    @Test
    void readsAllRecordsWithoutCondition() {
        assertThat(Soql.all(CONTACT, COLUMNS)).isEqualTo("SELECT Id, Account.External_Id__c FROM Contact");
    }

    @Test
    void quotesEveryTextSoThatItStaysAText() {
        assertThat(Soql.text("O'Brien \\ \"x\"\n\r\t\b\f 漢 😀"))
                .isEqualTo("'O\\'Brien \\\\ \"x\"\\n\\r\\t\\b\\f 漢 😀'");
        assertThat(Soql.text("\\' OR 1=1")).isEqualTo("'\\\\\\' OR 1=1'");
        assertThat(Soql.text("")).isEqualTo("''");
    }

    @Test
    void refusesWhatWouldBeNoQuery() {
        assertThatIllegalArgumentException().isThrownBy(() -> Soql.byId(CONTACT, COLUMNS, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Soql.all(CONTACT, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Soql.byKey(CONTACT, COLUMNS, key(FieldType.DOUBLE), List.of("1) OR (1=1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Soql.byKey(CONTACT, COLUMNS, key(FieldType.DATE), List.of("2026-01-31")));
        for (var path : List.of("", "Id FROM User", "Account.", ".Id", "Account..Id", "count()", "Id,Name")) {
            assertThatIllegalArgumentException().as(path).isThrownBy(() -> new QueryColumn(path, FieldType.STRING));
        }
    }

    private static FieldDescription key(FieldType type) {
        return new FieldDescription(
                new FieldName("Key__c"), type, 0, 0, 0, Set.of(FieldTrait.EXTERNAL_ID), List.of(), Optional.empty());
    }
}
