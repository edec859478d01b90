package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries of jsforce, page by page and built from conditions.
class JsforceQueriesIT {
    private static final int ROWS = 4_500;

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("queries").visitNewOrg(OrgsimSettings.defaults().withGeneratedRows(ROWS));
    }

    @Test
    void readsPageByPage() {
        assertThat(seen.number("/first/totalSize")).isEqualTo(ROWS);
        assertThat(seen.at("/first/done").asBoolean()).isFalse();
        assertThat(seen.text("/first/record/Name")).isEqualTo("Reading 1");
        assertThat(seen.texts("/pageSizes")).containsExactly("2000", "2000", "500");
        assertThat(seen.number("/smallPage")).isEqualTo(200);
    }

    @Test
    void readsAllPagesByItself() {
        assertThat(seen.number("/fetched/count")).isEqualTo(ROWS);
        assertThat(seen.number("/fetched/distinct")).isEqualTo(ROWS);
        assertThat(seen.at("/fetched/done").asBoolean()).isTrue();
        assertThat(seen.number("/streamed")).isEqualTo(ROWS);
        assertThat(seen.text("/csv").lines()).hasSize(3).first().isEqualTo("Name");
    }

    @Test
    void readsParentsAndCounts() {
        assertThat(seen.text("/parents/records/0/Account/Name")).isNotEmpty();
        assertThat(seen.at("/count/records")).isEmpty();
        assertThat(seen.number("/count/totalSize")).isEqualTo(60);
        assertThat(seen.number("/counted")).isEqualTo(60);
        assertThat(seen.at("/nothing/records")).isEmpty();
        assertThat(seen.at("/nothing/done").asBoolean()).isTrue();
    }

    @Test
    void asksByConditions() {
        assertThat(seen.each("/found", "Name"))
                .hasSize(5)
                .allSatisfy(name -> assertThat(name).containsIgnoringCase("e"))
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(seen.text("/foundStar/Owner/Name")).isNotEmpty();
        assertThat(seen.at("/foundStar").has("SystemModstamp")).isTrue();
    }

    @Test
    void writesWhatItHasFound() {
        assertThat(seen.each("/foundUpdated", "success")).hasSize(5).containsOnly("true");
        assertThat(seen.each("/foundDestroyed", "success")).hasSize(5).containsOnly("true");
        assertThat(seen.number("/live/totalSize")).isZero();
        assertThat(seen.each("/withDeleted/records", "IsDeleted")).hasSize(5).containsOnly("true");
    }

    @ParameterizedTest
    @CsvSource({
        "malformed, MALFORMED_QUERY, unexpected token: '<EOF>'",
        "unknownField, INVALID_FIELD, No such column 'Nmae' on entity 'Account'.",
        "unknownObject, INVALID_TYPE, sObject type 'Acount' is not supported.",
        "unknownLocator, INVALID_QUERY_LOCATOR, invalid query locator",
    })
    void seesWhyItIsRefused(String query, String code, String message) {
        assertThat(seen.refusal(query).code()).isEqualTo(code);
        assertThat(seen.refusal(query).message()).contains(message);
    }
}
