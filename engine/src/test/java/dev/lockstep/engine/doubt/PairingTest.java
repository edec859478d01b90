package dev.lockstep.engine.doubt;

import static dev.lockstep.engine.TestEntries.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.FieldType;
import dev.lockstep.salesforce.QueryColumn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CALL = Instant.parse("2026-01-01T00:01:00Z");
    private static final Instant WITHIN = Instant.parse("2026-01-01T00:02:00Z");

    @Test
    void takesAnExactPairAsDone() {
        assertThat(created(sent(1, "LastName", "a", "Phone", null), live(7, "LastName", "a")))
                .containsExactly(new Verdict.Done(1, id(7)));
    }

    @Test
    void letsEqualRecordsStandForEachOther() {
        var verdicts = Pairing.ofCreated(
                List.of(sent(1, "LastName", "a"), sent(2, "LastName", "a")),
                List.of(live(8, "LastName", "a"), live(7, "LastName", "a")),
                Set.of());

        assertThat(verdicts).containsExactly(new Verdict.Done(1, id(7)), new Verdict.Done(2, id(8)));
    }

    @Test
    void pairsTheMoreSpecificRecordFirst() {
        var verdicts = Pairing.ofCreated(
                List.of(sent(1, "LastName", "a"), sent(2, "LastName", "a", "Phone", "1")),
                List.of(live(7, "LastName", "a", "Phone", "1"), live(8, "LastName", "a")),
                Set.of());

        assertThat(verdicts).containsExactlyInAnyOrder(new Verdict.Done(2, id(7)), new Verdict.Done(1, id(8)));
    }

    @Test
    void sendsAgainWhereNoCandidateIsLeft() {
        assertThat(created(sent(1, "LastName", "a"))).containsExactly(new Verdict.NotDone(1));
    }

    @Test
    void asksAPersonWhereACandidateDoesNotPair() {
        assertThat(created(sent(1, "LastName", "a"), live(8, "LastName", "c"), live(7, "LastName", "b")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.message()).contains(id(7) + ", " + id(8)));
    }

    @Test
    void neverPairsWithARecordThatARowHas() {
        var verdicts =
                Pairing.ofCreated(List.of(sent(1, "LastName", "a")), List.of(live(7, "LastName", "a")), Set.of(id(7)));

        assertThat(verdicts).singleElement().isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void takesADeletedPairAsDoneAndNotToBeMadeAnew() {
        assertThat(created(sent(1, "LastName", "a"), deleted(7, WITHIN, "LastName", "a")))
                .containsExactly(new Verdict.DoneThenDeleted(1, id(7)));
    }

    @Test
    void takesAnUpsertThatIsThereWithEqualValuesAsDone() {
        assertThat(upserted(live(7, "LastName", "a"))).isEqualTo(new Verdict.Done(1, id(7)));
    }

    @Test
    void sendsTheValuesOfAnUpsertAgainWhereTheRecordDiffers() {
        assertThat(upserted(live(7, "LastName", "b"))).isEqualTo(new Verdict.DoneButDiffers(1, id(7)));
    }

    @Test
    void prefersTheLiveRecordOfAKeyToADeletedOne() {
        assertThat(upserted(deleted(6, WITHIN, "LastName", "a"), live(7, "LastName", "a")))
                .isEqualTo(new Verdict.Done(1, id(7)));
    }

    @Test
    void doesNotMakeAnUpsertedRecordAnewThatWasDeletedSinceTheCall() {
        assertThat(upserted(deleted(7, WITHIN, "LastName", "a"))).isEqualTo(new Verdict.DoneThenDeleted(1, id(7)));
    }

    @Test
    void sendsAnUpsertAgainWhereOnlyARecordFromBeforeTheCallWasDeleted() {
        assertThat(upserted(deleted(7, BEFORE, "LastName", "a"))).isEqualTo(new Verdict.NotDone(1));
    }

    @Test
    void sendsAnUpsertAgainWhereItsKeyIsNotThere() {
        assertThat(upserted()).isEqualTo(new Verdict.NotDone(1));
    }

    @Test
    void takesAnUpdateAsDoneWhereTheRecordHasItsValues() {
        assertThat(updated(live(7, "LastName", "a", "Company", "else"))).isEqualTo(new Verdict.Done(1, id(7)));
    }

    @Test
    void sendsAnUpdateAgainWhereTheRecordHasOthers() {
        assertThat(updated(live(7, "LastName", "b"))).isEqualTo(new Verdict.NotDone(1));
    }

    @Test
    void asksAPersonWhereTheUpdatedRecordIsGone() {
        assertThat(updated(deleted(7, BEFORE, "LastName", "a"))).isInstanceOf(Verdict.Gone.class);
        assertThat(Pairing.ofUpdated(sent(1, "LastName", "a"), id(7), Optional.empty()))
                .isInstanceOf(Verdict.Gone.class);
    }

    @Test
    void takesADeleteAsDoneWhereTheRecordIsDeletedOrNotToBeSeen() {
        assertThat(Pairing.ofDeleted(1, id(7), Optional.of(deleted(7, BEFORE)))).isEqualTo(new Verdict.Done(1, id(7)));
        assertThat(Pairing.ofDeleted(1, id(7), Optional.empty())).isEqualTo(new Verdict.Done(1, id(7)));
    }

    @Test
    void sendsADeleteAgainWhereTheRecordLives() {
        assertThat(Pairing.ofDeleted(1, id(7), Optional.of(live(7)))).isEqualTo(new Verdict.NotDone(1));
    }

    private static List<Verdict> created(SentRecord sent, FoundRecord... candidates) {
        return Pairing.ofCreated(List.of(sent), List.of(candidates), Set.of());
    }

    private static Verdict upserted(FoundRecord... found) {
        return Pairing.ofUpserted(List.of(sent(1, "LastName", "a")), Map.of(1L, "k"), Map.of("k", List.of(found)), CALL)
                .getFirst();
    }

    private static Verdict updated(FoundRecord found) {
        return Pairing.ofUpdated(sent(1, "LastName", "a"), id(7), Optional.of(found));
    }

    private static SentRecord sent(long entry, @Nullable String... values) {
        var columns = new HashMap<QueryColumn, Optional<String>>();
        columns(values).forEach((path, value) -> columns.put(new QueryColumn(path, FieldType.STRING), value));
        return new SentRecord(entry, columns);
    }

    private static FoundRecord live(long number, @Nullable String... values) {
        return new FoundRecord(id(number), false, WITHIN, columns(values));
    }

    private static FoundRecord deleted(long number, Instant createdAt, @Nullable String... values) {
        return new FoundRecord(id(number), true, createdAt, columns(values));
    }

    private static Map<String, Optional<String>> columns(@Nullable String... values) {
        var columns = new HashMap<String, Optional<String>>();
        for (int i = 0; i < values.length; i += 2) {
            columns.put(String.valueOf(values[i]), Optional.ofNullable(values[i + 1]));
        }
        return columns;
    }
}
