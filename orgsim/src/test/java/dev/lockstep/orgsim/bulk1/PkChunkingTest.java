package dev.lockstep.orgsim.bulk1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PkChunkingTest {
    @ParameterizedTest
    @CsvSource({"Account, true", "User, true", "Delivery__c, true", "AccountShare, false", "Organization, false"})
    void cutsQueriesOfListedObjectsAndOfThoseOfOnesOwn(String object, boolean isCut) {
        assertThat(PkChunking.supports(object)).isEqualTo(isCut);
    }
}
