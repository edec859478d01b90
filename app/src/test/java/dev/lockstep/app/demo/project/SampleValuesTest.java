package dev.lockstep.app.demo.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.sample.Field;
import java.util.HashSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleValuesTest {
    private static final SampleValues VALUES = new SampleValues("0badcafe");

    static Stream<FieldDefinition> fields() {
        var texts = IntStream.of(1, 2, 5, 6, 12, 40, 255)
                .boxed()
                .flatMap(length -> Stream.of(
                        Field.string("F__c", "F", length),
                        Field.textarea("F__c", "F", length),
                        Field.encrypted("F__c", "F", length)));
        var numbers = IntStream.rangeClosed(1, 18)
                .boxed()
                .flatMap(precision -> Stream.of(
                        Field.decimal(FieldKind.DOUBLE, "F__c", "F", precision, 0),
                        Field.decimal(FieldKind.CURRENCY, "F__c", "F", precision, Math.min(precision, 17)),
                        Field.decimal(FieldKind.PERCENT, "F__c", "F", precision, precision / 2)));
        return Stream.of(
                        texts,
                        numbers,
                        Stream.of(
                                Field.textarea("F__c", "F", 32_000),
                                Field.text(FieldKind.EMAIL, "F__c", "F", 80),
                                Field.text(FieldKind.PHONE, "F__c", "F", 40),
                                Field.text(FieldKind.URL, "F__c", "F", 255),
                                Field.whole("F__c", "F", 8),
                                Field.date("F__c", "F"),
                                Field.datetime("F__c", "F"),
                                Field.time("F__c", "F"),
                                Field.checkbox("F__c", "F"),
                                Field.picklist("F__c", "F", 255, "a", "b").restricted(),
                                Field.multipicklist("F__c", "F", "a", "b", "c").restricted()))
                .flatMap(some -> some)
                .map(Field::build);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void writesWhatTheFieldTakes(FieldDefinition field) {
        for (int number = 0; number < 1_200; number += 7) {
            for (int change = 0; change < 12; change++) {
                assertThat(VALUES.of(field, number, change))
                        .isPresent()
                        .hasValueSatisfying(value -> assertThat(value).isEqualTo(value.strip()));
            }
        }
    }

    @Test
    void writesEachUniqueValueOnce() {
        for (var field : new Field[] {
            Field.string("F__c", "F", 40),
            Field.string("F__c", "F", 10),
            Field.text(FieldKind.EMAIL, "F__c", "F", 80),
            Field.decimal(FieldKind.DOUBLE, "F__c", "F", 9, 0)
        }) {
            var unique = field.with(FieldFlag.UNIQUE).build();
            var seen = new HashSet<String>();
            for (int number = 0; number < 1_100; number++) {
                assertThat(VALUES.of(unique, number, 0))
                        .hasValueSatisfying(value -> assertThat(seen.add(value)).isTrue());
            }
        }
    }

    @Test
    void leavesAUniqueFieldOpenWhoseValuesMightMeetThoseOfAnotherCheck() {
        var narrow = Field.decimal(FieldKind.DOUBLE, "F__c", "F", 4, 0)
                .with(FieldFlag.UNIQUE)
                .build();
        var tiny = Field.string("F__c", "F", 3).with(FieldFlag.UNIQUE).build();

        assertThat(VALUES.of(narrow, 0, 0)).isEmpty();
        assertThat(VALUES.of(tiny, 0, 0)).isEmpty();
    }
}
