package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static dev.lockstep.orgsim.org.Running.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UpdateTest {
    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void changesWhatIsSentAndNothingElse() {
        var id = org.id(Sent.account("Before").with("Phone", "1").with("Site", "here"));
        org.pass(Duration.ofSeconds(90));

        var outcome = org.update(
                Sent.a("Account").id(id.substring(0, 15)).with("name", "After").nulling("Phone"));

        assertThat(outcome).containsExactly(new SaveOutcome.Saved(id, false));
        assertThat(org.text(id, "Name")).isEqualTo("After");
        assertThat(org.value(id, "Phone").isAbsent()).isTrue();
        assertThat(org.text(id, "Site")).isEqualTo("here");
        assertThat(org.value(id, "CreatedDate")).isEqualTo(new Value.Moment(Instant.parse("2026-02-03T04:05:06Z")));
        assertThat(org.value(id, "SystemModstamp")).isEqualTo(new Value.Moment(Instant.parse("2026-02-03T04:06:36Z")));
        assertThat(org.text(id, "LastModifiedById"))
                .isEqualTo(org.org().adminUser().id());
        assertThat(org.text(id, "CreatedById"))
                .isEqualTo(org.org().integrationUser().id());
    }

    @Test
    void movesTheStampEvenIfNothingChanges() {
        var id = org.id(Sent.account("Same"));
        org.pass(Duration.ofSeconds(5));

        org.update(Sent.account("Same").id(id));

        assertThat(org.value(id, "SystemModstamp")).isEqualTo(new Value.Moment(Instant.parse("2026-02-03T04:05:11Z")));
    }

    @Test
    void refusesIdsThatNameNoSuchRecord() {
        var contact = org.id(Sent.a("Contact").with("LastName", "Doe"));

        var outcomes = org.update(
                Sent.account("A"),
                Sent.account("A").id("nonsense"),
                Sent.account("A").id(contact),
                Sent.account("A").id(RecordNumbers.id("001", 99_999).text18()));

        assertThat(refused(outcomes.get(0)))
                .isEqualTo(new SaveError("MISSING_ARGUMENT", "Id not specified in an update call", "Id"));
        assertThat(refused(outcomes.get(1))).isEqualTo(new SaveError("MALFORMED_ID", "bad id nonsense", "Id"));
        assertThat(refused(outcomes.get(2)).statusCode()).isEqualTo("MALFORMED_ID");
        assertThat(refused(outcomes.get(3)))
                .isEqualTo(new SaveError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }

    @Test
    void refusesToEmptyARequiredField() {
        var id = org.id(Sent.account("Named"));

        assertThat(refused(org.update(Sent.a("Account").id(id).nulling("Name")).getFirst()))
                .isEqualTo(new SaveError("REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name"));
        assertThat(org.text(id, "Name")).isEqualTo("Named");
    }

    @Test
    void refusesReadOnlyFieldsAndDeletedRecords() {
        var id = org.id(Sent.account("A"));
        assertThat(refused(org.update(Sent.a("Account").id(id).with("SystemModstamp", "2020-01-01T00:00:00Z"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");

        org.delete(id);

        assertThat(refused(org.update(Sent.account("B").id(id)).getFirst()))
                .isEqualTo(new SaveError("ENTITY_IS_DELETED", "entity is deleted"));
    }

    @Test
    void keepsItsOwnUniqueValueAndFreesTheOldOne() {
        var id = org.id(Sent.account("A").key("one"));
        saved(org.update(Sent.a("Account").id(id).key("ONE")).getFirst());
        saved(org.update(Sent.a("Account").id(id).key("two")).getFirst());

        var other = org.id(Sent.account("B").key("one"));

        assertThat(refused(org.update(Sent.a("Account").id(other).key("Two")).getFirst())
                        .statusCode())
                .isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void takesOneRecordTwelveTimesMoreInACallAndNoOftener() {
        var id = org.id(Sent.account("A"));
        var sent = Collections.nCopies(14, Sent.account("B").id(id)).toArray(Sent[]::new);

        var outcomes = org.update(sent);

        assertThat(outcomes.subList(0, 13)).allMatch(SaveOutcome.Saved.class::isInstance);
        assertThat(refused(outcomes.get(13)).statusCode()).isEqualTo("LIMIT_EXCEEDED");
    }

    @Test
    void derivesAgain() {
        var id = org.id(Sent.a("Opportunity")
                .with("Name", "Deal")
                .with("StageName", "Prospecting")
                .with("CloseDate", "2026-05-31")
                .with("Amount", "1000"));
        assertThat(ValueText.write(org.value(id, "Probability"))).isEqualTo("10");
        assertThat(ValueText.write(org.value(id, "ExpectedRevenue"))).isEqualTo("100.00");
        assertThat(org.text(id, "Fiscal")).isEqualTo("2026 2");

        org.update(Sent.a("Opportunity").id(id).with("StageName", "Closed Won"));

        assertThat(ValueText.write(org.value(id, "Probability"))).isEqualTo("100");
        assertThat(org.value(id, "IsWon")).isEqualTo(new Value.Flag(true));
        assertThat(org.text(id, "ForecastCategory")).isEqualTo("Closed");
    }
}
