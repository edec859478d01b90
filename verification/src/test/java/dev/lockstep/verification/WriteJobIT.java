package dev.lockstep.verification;

import static dev.lockstep.verification.JobStage.ACCOUNT;
import static dev.lockstep.verification.JobStage.CONTACT;
import static dev.lockstep.verification.JobStage.KEY;
import static dev.lockstep.verification.JobStage.accounts;
import static dev.lockstep.verification.JobStage.child;
import static dev.lockstep.verification.JobStage.existing;
import static dev.lockstep.verification.JobStage.id;
import static dev.lockstep.verification.JobStage.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.JobVerb;
import dev.lockstep.salesforce.KeyReference;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.RecordError;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.Treatment;
import dev.lockstep.salesforce.WriteJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What jobs write, by our client in the simulated org.
@Timeout(180)
class WriteJobIT {
    private static final FieldName DESCRIPTION = new FieldName("Description");

    private JobStage stage;

    @BeforeEach
    void start() {
        stage = new JobStage(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private static JobDraft insert(OutgoingRecord... records) {
        return new JobDraft(JobVerb.INSERT, records[0].object(), Optional.of(KEY), List.of(records));
    }

    private static List<RecordError> errors(Optional<RecordOutcome> outcome) {
        return outcome.orElseThrow() instanceof RecordOutcome.Refused(var errors) ? errors : List.of();
    }

    @Test
    void insertsEveryTextAsItIs() {
        var texts = List.of(
                "plain",
                "with, comma; and\ttab",
                "\"quoted\" and \"\"doubly\"\"",
                "line\nbreak",
                "\nfirst, and last\n\"",
                "Grüße, 日本語, 𝄞, e\u0301",
                "'#N/A'",
                "=1+1");
        var records = IntStream.range(0, texts.size())
                .mapToObj(place ->
                        record(ACCOUNT, KEY.value(), "text-" + place, "Name", "Text", "Description", texts.get(place)))
                .toArray(OutgoingRecord[]::new);

        var outcomes = stage.outcomes(insert(records));

        for (int place = 0; place < texts.size(); place++) {
            assertThat(outcomes.get(place)).contains(new RecordOutcome.Accepted(id(outcomes.get(place)), true));
            assertThat(stage.query("SELECT External_Id__c, Description FROM Account WHERE Id = '"
                            + id(outcomes.get(place)) + "'"))
                    .containsExactly(List.of("text-" + place, texts.get(place).strip()));
        }
    }

    @Test
    void tellsOfAnUpsertWhatItMadeAndWhatItFound() {
        var made = stage.outcomes(accounts(JobVerb.INSERT, "up", 1));

        var outcomes = stage.outcomes(new JobDraft(
                JobVerb.UPSERT,
                ACCOUNT,
                Optional.of(KEY),
                List.of(
                        record(ACCOUNT, KEY.value(), "up-1", "Name", "New"),
                        record(ACCOUNT, KEY.value(), "up-0", "Name", "Changed"))));

        assertThat(outcomes.get(0)).contains(new RecordOutcome.Accepted(id(outcomes.get(0)), true));
        assertThat(outcomes.get(1)).contains(new RecordOutcome.Accepted(id(made.getFirst()), false));
        assertThat(stage.query("SELECT Name FROM Account WHERE External_Id__c LIKE 'up-%' ORDER BY Name"))
                .containsExactly(List.of("Changed"), List.of("New"));
    }

    @Test
    void updatesWhatIsNamedEmptiesWhatIsNullAndLeavesTheRest() {
        var made = stage.outcomes(insert(
                record(ACCOUNT, KEY.value(), "u-1", "Name", "One", "Description", "d1", "Phone", "1"),
                record(ACCOUNT, KEY.value(), "u-2", "Name", "Two", "Description", "d2", "Phone", "2")));

        var outcomes = stage.outcomes(new JobDraft(
                JobVerb.UPDATE,
                ACCOUNT,
                Optional.empty(),
                List.of(
                        existing(ACCOUNT, id(made.get(1)), Set.of(), "Phone", "22"),
                        existing(ACCOUNT, id(made.get(0)), Set.of(DESCRIPTION), "Name", "Eins"))));

        assertThat(outcomes)
                .containsExactly(
                        Optional.of(new RecordOutcome.Accepted(id(made.get(1)), false)),
                        Optional.of(new RecordOutcome.Accepted(id(made.get(0)), false)));
        assertThat(stage.query(
                        "SELECT Name, Description, Phone FROM Account WHERE External_Id__c LIKE 'u-%' ORDER BY Phone"))
                .containsExactly(List.of("Eins", "", "1"), List.of("Two", "d2", "22"));
    }

    @Test
    void deletes() {
        var made = stage.outcomes(accounts(JobVerb.INSERT, "d", 3));
        var draft = new JobDraft(
                JobVerb.DELETE,
                ACCOUNT,
                Optional.empty(),
                List.of(
                        existing(ACCOUNT, id(made.get(2)), Set.of(), "Name", "#N/A"),
                        existing(ACCOUNT, id(made.get(0)), Set.of())));

        assertThat(stage.outcomes(draft))
                .containsExactly(
                        Optional.of(new RecordOutcome.Accepted(id(made.get(2)), false)),
                        Optional.of(new RecordOutcome.Accepted(id(made.get(0)), false)));
        assertThat(stage.query("SELECT External_Id__c FROM Account WHERE External_Id__c LIKE 'd-%'"))
                .containsExactly(List.of("d-1"));
        assertThat(stage.outcomes(draft))
                .allSatisfy(outcome -> assertThat(errors(outcome))
                        .extracting(RecordError::code)
                        .containsExactly("ENTITY_IS_DELETED"));
    }

    @Test
    void refersToParentsByTheirExternalIds() {
        var made = stage.outcomes(insert(record(ACCOUNT, KEY.value(), "p,1", "Name", "Parent")));
        var parent = new KeyReference(ACCOUNT, KEY, "p,1");

        var outcomes = stage.outcomes(insert(
                child(CONTACT, "Account", parent, KEY.value(), "c-1", "LastName", "Child"),
                record(CONTACT, KEY.value(), "c-2", "LastName", "Alone"),
                child(
                        CONTACT,
                        "Account",
                        new KeyReference(ACCOUNT, KEY, "nobody"),
                        KEY.value(),
                        "c-3",
                        "LastName",
                        "Lost")));

        assertThat(errors(outcomes.get(2))).extracting(RecordError::code).containsExactly("INVALID_FIELD");
        assertThat(stage.query(
                        "SELECT LastName, AccountId FROM Contact WHERE External_Id__c LIKE 'c-%' ORDER BY LastName"))
                .containsExactly(
                        List.of("Alone", ""),
                        List.of("Child", id(made.getFirst()).value()));
    }

    @Test
    void refersToParentsOfSeveralTypes() {
        var task = new ObjectName("Task");
        var contact = stage.outcomes(insert(record(CONTACT, KEY.value(), "who", "LastName", "Who")));
        var draft = new JobDraft(
                JobVerb.INSERT,
                task,
                Optional.empty(),
                List.of(
                        child(task, "Who", new KeyReference(CONTACT, KEY, "who"), "Subject", "By a job"),
                        record(task, "Subject", "By a job too")));

        var outcomes = stage.outcomes(draft);

        assertThat(stage.query("SELECT WhoId FROM Task WHERE Id = '" + id(outcomes.get(0)) + "'"))
                .containsExactly(List.of(id(contact.getFirst()).value()));
        assertThat(stage.query("SELECT WhoId FROM Task WHERE Id = '" + id(outcomes.get(1)) + "'"))
                .containsExactly(List.of(""));
    }

    @Test
    void writesMoreThanOneBatchOfTheOrg() {
        var draft = accounts(JobVerb.UPSERT, "many", 10_450);

        var outcomes = stage.outcomes(draft);

        assertThat(outcomes)
                .hasSize(10_450)
                .allSatisfy(outcome -> assertThat(outcome).containsInstanceOf(RecordOutcome.Accepted.class));
        assertThat(outcomes.stream().map(JobStage::id).distinct()).hasSize(10_450);
        assertThat(stage.count("Account", "External_Id__c LIKE 'many-%'")).isEqualTo(10_450);
        assertThat(stage.query("SELECT External_Id__c FROM Account WHERE Id = '" + id(outcomes.get(9_999)) + "'"))
                .containsExactly(List.of("many-9999"));
    }

    @Test
    void tellsOfEachRecordWhyItWasRefused() {
        stage.outcomes(accounts(JobVerb.INSERT, "taken", 1));

        var draft = insert(
                record(ACCOUNT, KEY.value(), "ok", "Name", "Fine"),
                record(ACCOUNT, KEY.value(), "nameless", "Phone", "1"),
                record(ACCOUNT, KEY.value(), "TAKEN-0", "Name", "Double"),
                record(ACCOUNT, KEY.value(), "long", "Name", "x: -- y;".repeat(40)));
        var job = stage.run(draft);
        var outcomes = stage.org.writeJobResults(job, draft);

        assertThat(stage.org.writeJob(job))
                .isEqualTo(new WriteJob(job, WriteJob.State.JOB_COMPLETE, 4, 3, Optional.empty()));
        assertThat(outcomes.get(0)).contains(new RecordOutcome.Accepted(id(outcomes.get(0)), true));
        assertThat(errors(outcomes.get(1)))
                .containsExactly(new RecordError(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: [Name]",
                        List.of("Name"),
                        Treatment.REJECT_RECORD));
        assertThat(errors(outcomes.get(2))).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("DUPLICATE_VALUE");
            assertThat(error.message()).contains("duplicates value on record with id: 001");
        });
        assertThat(errors(outcomes.get(3))).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("STRING_TOO_LONG");
            assertThat(error.fields()).containsExactly("Name");
        });
    }

    @Test
    void pairsResultsByTheKeyAsTheOrgComparesIt() {
        var sent = insert(
                record(ACCOUNT, KEY.value(), "  Pair-Ä ", "Name", "First"),
                record(ACCOUNT, KEY.value(), "pair-2", "Phone", "no name"),
                record(ACCOUNT, KEY.value(), "pair-3", "Name", "Third"));
        var job = stage.run(sent);

        var outcomes = stage.org.writeJobResults(
                job,
                insert(
                        record(ACCOUNT, KEY.value(), "PAIR-3", "Name", "Third"),
                        record(ACCOUNT, KEY.value(), "Pair-2", "Phone", "no name"),
                        record(ACCOUNT, KEY.value(), "pair-ä", "Name", "First")));

        assertThat(errors(outcomes.get(1))).hasSize(1);
        assertThat(stage.query("SELECT Name FROM Account WHERE Id = '" + id(outcomes.get(0)) + "'"))
                .containsExactly(List.of("Third"));
        assertThat(stage.query("SELECT Name FROM Account WHERE Id = '" + id(outcomes.get(2)) + "'"))
                .containsExactly(List.of("First"));
    }

    @Test
    void pairsRecordsWithoutAKeyByAllThatWasSent() {
        var draft = new JobDraft(
                JobVerb.INSERT,
                ACCOUNT,
                Optional.empty(),
                List.of(
                        record(ACCOUNT, "Name", "Alike", "Phone", "1"),
                        record(ACCOUNT, "Phone", "nameless"),
                        record(ACCOUNT, "Name", "Alike", "Phone", "1"),
                        record(ACCOUNT, "Name", "Alike", "Phone", "2")));

        var outcomes = stage.outcomes(draft);

        assertThat(errors(outcomes.get(1))).hasSize(1);
        assertThat(List.of(id(outcomes.get(0)), id(outcomes.get(2)), id(outcomes.get(3))))
                .doesNotHaveDuplicates();
        assertThat(stage.query("SELECT Phone FROM Account WHERE Id = '" + id(outcomes.get(3)) + "'"))
                .containsExactly(List.of("2"));
    }
}
