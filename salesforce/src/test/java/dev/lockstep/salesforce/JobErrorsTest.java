package dev.lockstep.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobErrorsTest {
    private static RecordError only(String text) {
        assertThat(JobErrors.read(text)).hasSize(1);
        return JobErrors.read(text).getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName -- | REQUIRED_FIELD_MISSING | Required fields are missing: [LastName] | LastName
        REQUIRED_FIELD_MISSING:Required fields are missing: [A__c, B__c]:A__c,B__c -- | REQUIRED_FIELD_MISSING | Required fields are missing: [A__c, B__c] | A__c B__c
        REQUIRED_FIELD_MISSING:Required fields are missing: [A__c, B__c]:A__c, B__c -- | REQUIRED_FIELD_MISSING | Required fields are missing: [A__c, B__c] | A__c B__c
        INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:-- | INVALID_CROSS_REFERENCE_KEY | invalid cross reference id | ''
        DUPLICATE_VALUE:duplicate value found: Ext__c duplicates value on record with id: 001000000000001:-- | DUPLICATE_VALUE | duplicate value found: Ext__c duplicates value on record with id: 001000000000001 | ''
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:T: execution of BeforeInsert caused by: System.DmlException: UNABLE_TO_LOCK_ROW, unable: []:-- | CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: execution of BeforeInsert caused by: System.DmlException: UNABLE_TO_LOCK_ROW, unable: [] | ''
        FIELD_CUSTOM_VALIDATION_EXCEPTION:Choose: this -- or that:Name -- | FIELD_CUSTOM_VALIDATION_EXCEPTION | Choose: this -- or that | Name
        FIELD_CUSTOM_VALIDATION_EXCEPTION:It ends so:-- but goes on:-- | FIELD_CUSTOM_VALIDATION_EXCEPTION | It ends so:-- but goes on | ''
        DUPLICATE_VALUE:cut short | DUPLICATE_VALUE | cut short | ''
        UNKNOWN_EXCEPTION:-- | UNKNOWN_EXCEPTION | the org gave no reason | ''
        Something went wrong: badly | UNKNOWN_EXCEPTION | Something went wrong: badly | ''
        '' | UNKNOWN_EXCEPTION | the org gave no reason | ''
        """)
    void takesAnErrorApart(String text, String code, String message, String fields) {
        var error = only(text);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo(message);
        assertThat(String.join(" ", error.fields())).isEqualTo(fields);
    }

    @Test
    void keepsTheLinesOfAMessage() {
        var error = only("CANNOT_EXECUTE_FLOW_TRIGGER:First line\nsecond: line:\nName --\n:A__c --");

        assertThat(error.message()).isEqualTo("First line\nsecond: line:\nName --\n");
        assertThat(error.fields()).containsExactly("A__c");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"~;~", "~ ~", "~~", "~; ~", "~\n~", "~,~"})
    void tellsSeveralErrorsApartHoweverTheyAreJoined(String between) {
        var errors = JobErrors.read("REQUIRED_FIELD_MISSING:Required: [A]:A --" + between
                + "STRING_TOO_LONG:Name: data value too large: x:Name --" + between + "INVALID_EMAIL_ADDRESS:bad:--");

        assertThat(errors)
                .extracting(RecordError::code, RecordError::message, RecordError::fields)
                .containsExactly(
                        tuple("REQUIRED_FIELD_MISSING", "Required: [A]", List.of("A")),
                        tuple("STRING_TOO_LONG", "Name: data value too large: x", List.of("Name")),
                        tuple("INVALID_EMAIL_ADDRESS", "bad", List.of()));
    }

    @Test
    void classifiesByCodeAndText() {
        assertThat(only("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--")
                        .treatment())
                .isEqualTo(Treatment.RETRY_LATER);
        assertThat(only("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:T: Apex CPU time limit exceeded:--")
                        .treatment())
                .isEqualTo(Treatment.HALVE_THE_CALL);
        assertThat(only("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --")
                        .treatment())
                .isEqualTo(Treatment.REJECT_RECORD);
    }
}
