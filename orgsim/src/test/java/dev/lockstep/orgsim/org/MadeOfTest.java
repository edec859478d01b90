package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MadeOfTest {
    private static final String DIGEST = "0123456789abcdef0123";

    @ParameterizedTest
    @EnumSource
    void readsWhatItHasWritten(MadeOf.What what) {
        var files = new MadeOf(what, DIGEST);

        assertThat(MadeOf.of(files.text())).isEqualTo(files);
    }

    @Test
    void readsADigestAloneAsAProjects() {
        assertThat(MadeOf.of(DIGEST)).isEqualTo(new MadeOf(MadeOf.What.PROJECT, DIGEST));
    }

    @Test
    void refusesFilesThatALaterVersionKnows() {
        assertThatExceptionOfType(OrgNotOpened.class)
                .isThrownBy(() -> MadeOf.of("tapes " + DIGEST))
                .withMessageContaining("files of a kind tapes");
    }

    @Test
    void tellsFeaturesByTheirNamesInOneOrder() {
        var features = MadeOf.features(OrgFeature.parse("StateAndCountryPicklist,MultiCurrency"));

        assertThat(features).hasToString("the features MultiCurrency, StateAndCountryPicklist");
        assertThat(MadeOf.of(features.text())).isEqualTo(features);
    }

    @Test
    void tellsTheBeginningOfTheDigest() {
        assertThat(new MadeOf(MadeOf.What.RECORDS, DIGEST))
                .hasToString("the records whose files have the digest 0123456789ab");
    }
}
