package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Single records as jsforce writes and reads them, and what it learns of the API itself.
class JsforceRecordsIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("records").visitNewOrg();
    }

    @Test
    void createsAndReads() {
        assertThat(seen.at("/created/success").asBoolean()).isTrue();
        assertThat(seen.text("/read/Id")).isEqualTo(seen.text("/created/id"));
        assertThat(seen.text("/read/Name")).isEqualTo("Nähwerk & Söhne ☃");
        assertThat(seen.number("/read/NumberOfEmployees")).isEqualTo(12);
        assertThat(seen.at("/read/AnnualRevenue").asDouble()).isEqualTo(1_234_567);
        assertThat(seen.text("/read/CreatedDate")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");
    }

    @Test
    void updatesAndEmpties() {
        assertThat(seen.at("/updated/success").asBoolean()).isTrue();
        assertThat(seen.text("/readAgain/Name")).isEqualTo("Nähwerk");
        assertThat(seen.at("/readAgain/AnnualRevenue").isNull()).isTrue();
        assertThat(seen.number("/readAgain/NumberOfEmployees")).isEqualTo(12);
    }

    @Test
    void readsThroughAReference() {
        assertThat(seen.text("/reference/AccountId")).isEqualTo(seen.text("/created/id"));
        assertThat(seen.text("/reference/Birthdate")).isEqualTo("1970-02-28");
        assertThat(seen.at("/destroyed/success").asBoolean()).isTrue();
        assertThat(seen.at("/recent").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readDeleted | ENTITY_IS_DELETED | entity is deleted",
                "destroyedAgain | ENTITY_IS_DELETED | entity is deleted",
                "noName | REQUIRED_FIELD_MISSING | Required fields are missing: [Name]",
                "unknownField | INVALID_FIELD | No such column 'Nmae' on sobject of type Account",
                "unknownObject | NOT_FOUND | The requested resource does not exist",
                "unknownId | NOT_FOUND | The requested resource does not exist",
                "malformedId | NOT_FOUND | Provided external ID field does not exist or is not accessible: nonsense",
                "updateUnknown | NOT_FOUND | The requested resource does not exist",
                "lookupUnknown | INVALID_CROSS_REFERENCE_KEY | invalid cross reference id",
            })
    void seesWhyItIsRefused(String call, String code, String message) {
        assertThat(seen.refusal(call)).isEqualTo(new Facts.Refusal(code, message));
    }

    @Test
    void seesWhichFieldIsToBlame() {
        assertThat(seen.texts("/noName/data/fields")).containsExactly("Name");
        assertThat(seen.refusal("tooLong").code()).isEqualTo("STRING_TOO_LONG");
        assertThat(seen.texts("/tooLong/data/fields")).containsExactly("Name");
        assertThat(seen.refusal("readOnly").code()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(seen.texts("/readOnly/data/fields")).containsExactly("CreatedDate");
        assertThat(seen.refusal("noNumber").code()).isEqualTo("JSON_PARSER_ERROR");
    }

    @Test
    void learnsWhatTheOrgOffers() {
        assertThat(seen.each("/versions", "version")).contains("31.0", "65.0", "67.0");
        assertThat(seen.text("/resources/sobjects")).isEqualTo("/services/data/v65.0/sobjects");
        assertThat(seen.number("/limits/DailyApiRequests/Remaining"))
                .isLessThan(seen.number("/limits/DailyApiRequests/Max"));
    }

    @Test
    void knowsHowManyCallsAreUsed() {
        assertThat(seen.number("/limitInfo/apiUsage/used")).isGreaterThan(20);
        assertThat(seen.number("/limitInfo/apiUsage/limit")).isEqualTo(seen.number("/limits/DailyApiRequests/Max"));
    }
}
