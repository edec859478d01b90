package dev.lockstep.orgsim.org;

import static dev.lockstep.orgsim.org.Running.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of each type's text when it is stored.
class ValueRulesTest {
    @AutoClose
    private final Running org = Running.inMemory();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Weight__c | 1.2345 | 1.235",
                "Weight__c | -0.0004 | 0.000",
                "Weight__c | 1E3 | 1000.000",
                "Weight__c | 1234567890123.999 | 1234567890123.999",
                "Price__c | 7 | 7.00",
                "Price__c | 0.005 | 0.01",
                "Discount__c | ` 12.5 ` | 12.50",
                "Delivered_On__c | 2024-02-29 | 2024-02-29",
                "Delivered_At__c | 2026-01-02T03:04:05.999Z | 2026-01-02T03:04:05Z",
                "Delivered_At__c | 2026-01-02T03:04:05+01:00 | 2026-01-02T02:04:05Z",
                "Delivered_At__c | 2026-01-02T03:04:05.000+0100 | 2026-01-02T02:04:05Z",
                "Slot__c | 09:30:00.125Z | 09:30:00.125",
                "Fragile__c | TRUE | true",
                "Fragile__c | 1 | true",
                "Fragile__c | 0 | false",
                "Tags__c | Heavy;Express;Heavy | Express;Heavy",
                "Tags__c | Own; Cold | Cold;Own",
                "Status__c | In Transit | In Transit",
                "Email__c | a.b+c@example.co.uk | a.b+c@example.co.uk",
                "Notes__c | `  kept  within ` | kept  within"
            })
    void storesAsTheFieldHasIt(String field, String text, String stored) {
        var id = org.id(Sent.delivery("D").with(field, text));

        assertThat(ValueText.write(org.value(id, field))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Notes__c", "Price__c", "Delivered_On__c", "Delivered_At__c", "Slot__c", "Tags__c", "Status__c"})
    void takesBlankTextForNoValue(String field) {
        var id = org.id(Sent.delivery("D").with(field, "  "));

        assertThat(org.value(id, field).isAbsent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Weight__c | ten | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Weight__c | 12345678901234.5 | NUMBER_OUTSIDE_VALID_RANGE",
                "Price__c | 1E999999999 | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Price__c | NaN | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Discount__c | 1000 | NUMBER_OUTSIDE_VALID_RANGE",
                "Delivered_On__c | 2026-02-30 | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Delivered_On__c | 1699-12-31 | FIELD_INTEGRITY_EXCEPTION",
                "Delivered_On__c | 4001-01-01 | FIELD_INTEGRITY_EXCEPTION",
                "Delivered_At__c | 2026-01-02T03:04:05 | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Slot__c | 25:00:00Z | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Fragile__c | maybe | INVALID_TYPE_ON_FIELD_IN_RECORD",
                "Status__c | Unknown | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                "Status__c | delivered | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                "Email__c | nobody | INVALID_EMAIL_ADDRESS",
                "Email__c | a b@example.com | INVALID_EMAIL_ADDRESS"
            })
    void refusesWhatIsNoValueOfTheField(String field, String text, String code) {
        var error = refused(org.create(Sent.delivery("D").with(field, text)).getFirst());

        assertThat(error.statusCode()).isEqualTo(code);
        assertThat(error.fields()).containsExactly(field);
    }

    @Test
    void refusesTextThatIsTooLongAndSaysHowLongItMayBe() {
        var error = refused(org.create(Sent.delivery("D").key("k".repeat(37))).getFirst());

        assertThat(error)
                .isEqualTo(new SaveError(
                        "STRING_TOO_LONG",
                        "External Id: data value too large: " + "k".repeat(37) + " (max length=36)",
                        "External_Id__c"));
        Running.saved(
                org.create(Sent.delivery("D").key(" " + "k".repeat(36) + " ")).getFirst());
    }

    @Test
    void normalisesLineEndsAndDropsControlCharacters() {
        var id = org.id(Sent.delivery("D").with("Notes__c", "a\r\nb\rc\nd\te\u0001f\u0000"));

        assertThat(org.text(id, "Notes__c")).isEqualTo("a\nb\nc\nd\tef");
    }

    @Test
    void keepsCharactersOfEveryPlane() {
        var id = org.id(Sent.delivery("D").with("Notes__c", "日本 👍🏽 \u00a0é"));

        assertThat(org.text(id, "Notes__c")).isEqualTo("日本 👍🏽 \u00a0é");
    }

    @Test
    void refusesWhatIsNoCharacter() {
        assertThat(refused(org.create(Sent.delivery("D").with("Notes__c", "a\uFFFE"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET");
        assertThat(refused(org.create(Sent.delivery("D").with("Notes__c", "half \uD83D"))
                                .getFirst())
                        .statusCode())
                .isEqualTo("TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET");
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12.0, 12", "-3, -3"})
    void takesWholeNumbersInEitherSpelling(String text, long stored) {
        var id = org.id(Sent.account("A").with("NumberOfEmployees", text));

        assertThat(org.value(id, "NumberOfEmployees")).isEqualTo(new Value.Whole(stored));
    }

    @ParameterizedTest
    @CsvSource({"1.5, INVALID_TYPE_ON_FIELD_IN_RECORD", "123456789, NUMBER_OUTSIDE_VALID_RANGE"})
    void refusesNumbersThatAreNotWholeOrTooBig(String text, String code) {
        assertThat(refused(org.create(Sent.account("A").with("NumberOfEmployees", text))
                                .getFirst())
                        .statusCode())
                .isEqualTo(code);
    }

    @Test
    void takesOtherValuesInAPicklistThatIsNotRestricted() {
        var id = org.id(Sent.account("A").with("Industry", "Piracy"));

        assertThat(org.text(id, "Industry")).isEqualTo("Piracy");
    }
}
