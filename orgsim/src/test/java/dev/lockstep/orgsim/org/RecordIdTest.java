package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    @ParameterizedTest
    @CsvSource({
        "000000000000000, 000000000000000AAA",
        "AAAAAAAAAAAAAAA, AAAAAAAAAAAAAAA555",
        "aaaaaaaaaaaaaaA, aaaaaaaaaaaaaaAAAQ",
        "Abcde00000Zzzzz, Abcde00000ZzzzzBAB",
        "001D000000IRFma, 001D000000IRFmaIAH"
    })
    void addsCheckDigitsThatTellTheCapitals(String short15, String long18) {
        assertThat(new RecordId(short15).text18()).isEqualTo(long18);
        assertThat(RecordId.parse(long18)).contains(new RecordId(short15));
        assertThat(RecordId.parse(short15)).contains(new RecordId(short15));
    }

    @Test
    void takesCheckDigitsInSmallLetters() {
        assertThat(RecordId.parse("001D000000IRFmaiah")).contains(new RecordId("001D000000IRFma"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "001", "001D000000IRFmaIAI", "001d000000IRFmaIAH", "001D000000IRFm-", "001D000000IRFmaI"})
    void knowsWhatIsNoId(String text) {
        assertThat(RecordId.parse(text)).isEmpty();
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordId("001D000000IRFmaIAH"));
    }

    @Test
    void countsUpwardsInTheOrderOfIds() {
        var before = RecordNumbers.id("001", 1);
        for (var number : new long[] {2, 9, 10, 35, 36, 61, 62, 3_843, 3_844, 56_800_235_584L}) {
            var id = RecordNumbers.id("001", number);
            assertThat(id).isGreaterThan(before);
            assertThat(RecordNumbers.number(id)).hasValue(number);
            before = id;
        }
    }

    @Test
    void knowsIdsThatTheOrgNeverGave() {
        assertThat(RecordNumbers.number(new RecordId("001D000000IRFma"))).isEmpty();
        assertThat(RecordNumbers.firstAtOrAfter("001", new RecordId("000000000000000")))
                .isZero();
        assertThat(RecordNumbers.firstAtOrAfter("001", new RecordId("002000000000000")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(RecordNumbers.firstAtOrAfter("001", RecordNumbers.id("001", 7)))
                .isEqualTo(7);
    }
}
