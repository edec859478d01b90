package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static final Instant MINUTE = Instant.parse("2026-02-03T04:05:00Z");

    @AutoClose
    private final Running org = Running.inMemory(1_000);

    @Test
    void listsWhatWasSavedAndIsStillThere() {
        var kept = org.id(Sent.account("Kept"));
        var gone = org.id(Sent.account("Gone"));
        org.delete(gone);

        var updated = org.org().updated("account", MINUTE.plusSeconds(59), MINUTE.plusSeconds(119));
        var deleted = org.org().deleted("Account", MINUTE, MINUTE.plusSeconds(60));

        assertThat(updated.ids()).containsExactly(kept);
        assertThat(deleted.deleted())
                .containsExactly(new DeletedIds.DeletedId(gone, Instant.parse("2026-02-03T04:05:06Z")));
        assertThat(deleted.earliestDateAvailable()).isEqualTo("2026-01-19T04:05:06Z");
    }

    @Test
    void leavesTheEndOut() {
        org.pass(Duration.ofSeconds(54).minusMillis(789));
        var id = org.id(Sent.account("On the minute"));
        org.pass(Duration.ofMinutes(5));

        assertThat(org.org().updated("Account", MINUTE, MINUTE.plusSeconds(60)).ids())
                .isEmpty();
        assertThat(org.org()
                        .updated("Account", MINUTE.plusSeconds(60), MINUTE.plusSeconds(120))
                        .ids())
                .containsExactly(id);
    }

    @Test
    void coversNoMoreThanTheTimeThatHasPassed() {
        assertThat(org.org().updated("Account", MINUTE, MINUTE.plusSeconds(600)).latestDateCovered())
                .isEqualTo("2026-02-03T04:05:06Z");
        org.pass(Duration.ofHours(1));
        assertThat(org.org().updated("Account", MINUTE, MINUTE.plusSeconds(630)).latestDateCovered())
                .isEqualTo(MINUTE.plusSeconds(600));
    }

    @Test
    void refusesWindowsThatAreTooShortOrTooOld() {
        refuses(() -> org.org().updated("Account", MINUTE, MINUTE.plusSeconds(59)));
        refuses(() -> org.org().updated("Account", MINUTE, MINUTE.minusSeconds(600)));
        refuses(() -> org.org().updated("Account", MINUTE.minus(Duration.ofDays(31)), MINUTE));
        refuses(() -> org.org().deleted("Account", MINUTE.minus(Duration.ofDays(16)), MINUTE));
    }

    private static void refuses(ThrowingCallable call) {
        assertThatExceptionOfType(OrgFault.class)
                .isThrownBy(call)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("INVALID_REPLICATION_DATE"));
    }

    @Test
    void listsComputedRowsAndChangedOnesWhereTheyStandNow() {
        var first = Instant.parse("2026-01-10T00:00:00Z");
        var changed = RecordNumbers.id("a02", 1).text18();
        var deleted = RecordNumbers.id("a02", 2).text18();
        org.update(Sent.a("Reading__c").id(changed).with("Note__c", "changed"));
        org.delete(deleted);

        var then = org.org().updated("Reading__c", first, first.plusSeconds(60));
        var now = org.org().updated("Reading__c", MINUTE, MINUTE.plusSeconds(60));

        assertThat(then.ids()).hasSize(998).doesNotContain(changed, deleted);
        assertThat(now.ids()).containsExactly(changed);
        assertThat(org.org()
                        .deleted("Reading__c", MINUTE, MINUTE.plusSeconds(60))
                        .deleted())
                .extracting(DeletedIds.DeletedId::id)
                .containsExactly(deleted);
    }
}
