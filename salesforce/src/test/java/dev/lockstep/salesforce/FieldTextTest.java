package dev.lockstep.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldTextTest {
    @ParameterizedTest
    @CsvSource({
        "STRING, Acme, Acme",
        "TEXTAREA, ' a ', ' a '",
        "DOUBLE, 12.50, 12.5",
        "DOUBLE, -0.0, 0",
        "CURRENCY, 1e+20, 100000000000000000000",
        "CURRENCY, 123456789012345678.12, 123456789012345678.12",
        "PERCENT, 1.5e-07, 0.00000015",
        "INT, 42, 42",
        "INT, 42.0, 42",
        "LONG, 9223372036854775807, 9223372036854775807",
        "BOOLEAN, t, true",
        "BOOLEAN, f, false",
        "BOOLEAN, true, true",
        "BOOLEAN, false, false",
        "DATE, 2026-01-31, 2026-01-31",
        "DATE, 0001-01-01, 0001-01-01",
        "DATETIME, 2026-01-31 10:00:00, 2026-01-31T10:00:00.000Z",
        "DATETIME, 2026-01-31 10:00:00.5, 2026-01-31T10:00:00.500Z",
        "DATETIME, 2026-01-31 23:59:59.999999, 2026-01-31T23:59:59.999Z",
        "TIME, 10:00:00, 10:00:00.000Z",
        "TIME, 23:59:59.123456, 23:59:59.123Z"
    })
    void writesAValueAsTheOrgTakesIt(FieldType type, String postgres, String org) {
        assertThat(FieldText.toOrg(field(type), postgres)).isEqualTo(new FieldText.Value(org));
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBLE, NaN",
        "DOUBLE, Infinity",
        "CURRENCY, -Infinity",
        "DOUBLE, 1e999999999",
        "DOUBLE, twelve",
        "INT, 1.5",
        "INT, NaN",
        "BOOLEAN, maybe",
        "DATE, infinity",
        "DATE, -infinity",
        "DATE, 0044-03-15 BC",
        "DATE, 2026-02-30",
        "DATE, 12026-01-31",
        "DATETIME, infinity",
        "DATETIME, 0044-03-15 00:00:00 BC",
        "DATETIME, 2026-01-31",
        "TIME, 24:00:00",
        "TIME, 10:00",
        "LOCATION, x"
    })
    void refusesWhatNoOrgHasWithASentence(FieldType type, String postgres) {
        assertThat(FieldText.toOrg(field(type), postgres))
                .isInstanceOfSatisfying(
                        FieldText.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains("Field__c", postgres, type.name())
                                .endsWith("."));
    }

    @Test
    void refusesATextThatNoMessageCanCarry() {
        assertThat(FieldText.toOrg(field(FieldType.STRING), "a\uFFFEb")).isInstanceOf(FieldText.Refused.class);
    }

    @Test
    void makesATextCanonical() {
        assertThat(FieldText.toOrg(field(FieldType.TEXTAREA), "a\r\nb\u0001")).isEqualTo(new FieldText.Value("a\nb"));
    }

    @Test
    void aBlankTextIsNothing() {
        assertThat(FieldText.toOrg(field(FieldType.STRING), "")).isEqualTo(new FieldText.Nothing());
        assertThat(FieldText.toOrg(field(FieldType.STRING), " \t\r\n")).isEqualTo(new FieldText.Nothing());
        assertThat(FieldText.toOrg(field(FieldType.STRING), "\u0001")).isEqualTo(new FieldText.Nothing());
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, Acme, Acme",
        "DOUBLE, 400.0, 400",
        "DOUBLE, 1.0E7, 10000000",
        "INT, 42, 42",
        "BOOLEAN, true, t",
        "BOOLEAN, false, f",
        "DATE, 2026-01-31, 2026-01-31",
        "DATETIME, 2026-01-31T10:00:00.000Z, 2026-01-31 10:00:00",
        "DATETIME, 2026-01-31T10:00:00.120+0000, 2026-01-31 10:00:00.12",
        "DATETIME, 2026-01-31T10:00:00.000+02:00, 2026-01-31 08:00:00",
        "TIME, 10:00:00.000Z, 10:00:00"
    })
    void writesAnOrgsValueAsPostgresPrintsIt(FieldType type, String org, String postgres) {
        assertThat(FieldText.toPostgres(field(type), org)).isEqualTo(postgres);
    }

    @ParameterizedTest
    @CsvSource({"DATETIME, yesterday", "DOUBLE, x", "BOOLEAN, 1", "DATE, 2026-1-1", "TIME, 10"})
    void takesNothingFromAnOrgThatNoOrgSends(FieldType type, String org) {
        assertThatThrownBy(() -> FieldText.toPostgres(field(type), org)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, ' Acme ', Acme",
        "TEXTAREA, 'a\r\nb', 'a\nb'",
        "MULTIPICKLIST, 'b;a; c', a;b;c",
        "CURRENCY, 12.345, 12.35",
        "CURRENCY, 12.5, 12.50",
        "CURRENCY, -0.001, 0",
        "INT, 42.0, 42",
        "DATETIME, 2026-01-31T10:00:00.900Z, 2026-01-31T10:00:00.000+0000",
        "TIME, 10:00:00.000Z, 10:00:00Z"
    })
    void valuesThatMeanTheSameToTheOrgCompareEqual(FieldType type, String one, String other) {
        assertThat(FieldText.comparable(field(type), one))
                .isPresent()
                .isEqualTo(FieldText.comparable(field(type), other));
    }

    @Test
    void differentValuesCompareDifferent() {
        assertThat(FieldText.comparable(field(FieldType.STRING), "acme"))
                .isNotEqualTo(FieldText.comparable(field(FieldType.STRING), "Acme"));
        assertThat(FieldText.comparable(field(FieldType.CURRENCY), "12.34"))
                .isNotEqualTo(FieldText.comparable(field(FieldType.CURRENCY), "12.35"));
        assertThat(FieldText.comparable(field(FieldType.STRING), "  ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void hasAnAnswerForEveryType(FieldType type) {
        assertThat(FieldText.toOrg(field(type), "\uFFFE")).isInstanceOf(FieldText.Refused.class);
    }

    private static FieldDescription field(FieldType type) {
        int scale = type.family() == FieldType.Family.NUMBER ? 2 : 0;
        return new FieldDescription(
                new FieldName("Field__c"), type, 0, 18, scale, Set.of(), List.of(), Optional.empty());
    }
}
