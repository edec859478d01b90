package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Single records, queries and descriptions as Camel reads them into its own classes.
class CamelRecordsIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new CamelVisit(Visit.RECORDS).toNewOrg(OrgsimSettings.defaults().withGeneratedRows(4_500));
    }

    @Test
    void learnsWhatTheOrgOffers() {
        assertThat(seen.each("/versions", "version")).contains("31.0", "67.0");
        assertThat(seen.text("/resources/query")).isEqualTo("/services/data/v65.0/query");
        assertThat(seen.number("/limits/dailyApiRequests/max")).isPositive();
        assertThat(seen.text("/recordCount")).isEqualTo("{\"sObjects\":[{\"count\":60,\"name\":\"Account\"}]}");
    }

    @Test
    void understandsEveryDescription() {
        assertThat(seen.number("/maxBatchSize")).isEqualTo(200);
        assertThat(seen.texts("/objects"))
                .contains("Account", "Contact", "Reading__c")
                .allSatisfy(
                        object -> assertThat(seen.texts("/fields." + object)).contains("Id", "SystemModstamp"));
        assertThat(seen.text("/basicInfo/objectDescribe/keyPrefix")).isEqualTo("001");
    }

    @Test
    void writesAndReadsByIds() {
        assertThat(seen.at("/created/success").asBoolean()).isTrue();
        assertThat(seen.text("/read/Name")).isEqualTo("Nähwerk ☃");
        assertThat(seen.at("/read/AnnualRevenue").asDouble()).isEqualTo(1_234_567);
        assertThat(seen.text("/read/CreatedDate")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(seen.text("/readAgain/Name")).isEqualTo("Nähwerk");
        assertThat(seen.at("/readAgain").has("AnnualRevenue")).isFalse();
        assertThat(seen.refusal("readDeleted").code()).isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void writesAndReadsByExternalIds() {
        assertThat(seen.at("/upsertedNew/created").asBoolean()).isTrue();
        assertThat(seen.at("/upsertedOld/created").asBoolean()).isFalse();
        assertThat(seen.text("/upsertedOld/id")).isEqualTo(seen.text("/upsertedNew/id"));
        assertThat(seen.text("/readByKey/Id")).isEqualTo(seen.text("/upsertedNew/id"));
        assertThat(seen.text("/readByKey/Site")).isEqualTo("Here");
        assertThat(seen.refusal("deletedByKeyAgain").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void queriesPageByPageAndAsAStream() {
        assertThat(seen.number("/totalSize")).isEqualTo(60);
        assertThat(seen.number("/pageSize")).isEqualTo(60);
        assertThat(seen.texts("/pageSizes")).containsExactly("2000", "2000", "500");
        assertThat(seen.number("/streamed")).isEqualTo(4_500);
        assertThat(seen.number("/deletedFound")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "noName, REQUIRED_FIELD_MISSING, 400, false",
        "unknownRecord, NOT_FOUND, 404, true",
        "unknownObject, NOT_FOUND, 404, true",
        "malformedQuery, MALFORMED_QUERY, 400, false",
        "unknownField, INVALID_FIELD, 400, false",
        "unknownLocator, INVALID_QUERY_LOCATOR, 400, false",
    })
    void seesWhyItIsRefused(String call, String code, int status, boolean isUnknownRecord) {
        assertThat(seen.refusal(call).code()).isEqualTo(code);
        assertThat(seen.number("/%s/status".formatted(call))).isEqualTo(status);
        assertThat(seen.at("/%s/isUnknownRecord".formatted(call)).asBoolean()).isEqualTo(isUnknownRecord);
    }
}
