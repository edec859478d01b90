package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.records;
import static dev.lockstep.orgsim.org.Running.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What holds for a call as a whole.
class CallRulesTest {
    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void savesNothingWhereOneOfAllIsRefused() {
        var before = org.picture();

        var outcomes = org.org()
                .create(
                        org.org().integrationUser(),
                        records(Sent.account("Good").key("all-or-none"), Sent.account(""), Sent.account("Good too")),
                        SaveOptions.ALL_OR_NONE);

        assertThat(refused(outcomes.get(0)))
                .isEqualTo(new SaveError(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "Record rolled back because not all records were valid and the request was using AllOrNone"
                                + " header"));
        assertThat(refused(outcomes.get(1)).statusCode()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(refused(outcomes.get(2)).statusCode()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(org.picture()).isEqualTo(before);
    }

    @Test
    void savesAllWhereAllAreGood() {
        var outcomes = org.org()
                .create(
                        org.org().integrationUser(),
                        records(Sent.account("Good"), Sent.account("Good too")),
                        SaveOptions.ALL_OR_NONE);

        assertThat(outcomes).allMatch(SaveOutcome.Saved.class::isInstance);
    }

    @Test
    void deletesNothingWhereOneOfAllIsRefused() {
        var id = org.id(Sent.account("Stays"));

        org.org().delete(org.org().integrationUser(), List.of(id, "nonsense"), SaveOptions.ALL_OR_NONE);

        assertThat(org.record(id).isDeleted()).isFalse();
    }

    @Test
    void takesTwoHundredRecordsAndNoMore() {
        assertThat(org.create(Collections.nCopies(200, Sent.account("A")).toArray(Sent[]::new)))
                .hasSize(200);
        var before = org.count("Account");

        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() ->
                        org.create(Collections.nCopies(201, Sent.account("A")).toArray(Sent[]::new)))
                .withMessage("record limit reached. cannot submit more than 200 records into this call")
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("EXCEEDED_ID_LIMIT"));
        assertThat(org.count("Account")).isEqualTo(before);
    }

    @Test
    void takesTenRunsOfTypesAndNoMore() {
        var mixed = IntStream.range(0, 11)
                .mapToObj(index -> index % 2 == 0 ? Sent.account("A") : Sent.delivery("D"))
                .toArray(Sent[]::new);

        assertThat(org.create(Arrays.copyOf(mixed, 10))).allMatch(SaveOutcome.Saved.class::isInstance);
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() -> org.create(mixed))
                .withMessageStartingWith("Cannot have more than 10 chunks in a single operation.");
    }

    @Test
    void refusesAnObjectThatThereIsnt() {
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(() -> org.create(Sent.account("A"), Sent.a("Nothing__c")))
                .withMessageStartingWith("sObject type 'Nothing__c' is not supported.")
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_SOBJECT));
    }
}
