package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.org.OrgFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orgs that have features, by themselves and over restarts.
class FeaturesIT {
    private static final OrgsimSettings DEFAULTS = OrgsimSettings.defaults();

    @TempDir
    private Path folder;

    @Test
    void areThereTogetherAndAfterARestart() {
        var settings = DEFAULTS.withFeatures(OrgFeature.parse(" stateandcountrypicklist, MultiCurrency"))
                .keptIn(folder);
        String id;
        try (var org = new TestOrg(settings)) {
            id = RestClient.of(org, 65)
                    .create("Account", "{\"Name\":\"Kept\",\"BillingCountryCode\":\"FR\",\"CurrencyIsoCode\":\"EUR\"}");
        }

        try (var org = new TestOrg(settings)) {
            assertThat(RestClient.of(org, 65).get("/sobjects/Account/" + id).body())
                    .contains("\"BillingCountry\":\"France\"", "\"CurrencyIsoCode\":\"EUR\"");
        }
    }

    @Test
    void refuseAFolderThatWasBegunWithOthers() throws IOException {
        new TestOrg(with(OrgFeature.MULTI_CURRENCY)).close();

        refuses(DEFAULTS.keptIn(folder), "the sample and the features MultiCurrency, not with the sample: start");
        refuses(
                with(OrgFeature.MULTI_CURRENCY, OrgFeature.STATE_AND_COUNTRY_PICKLIST),
                "the sample and the features MultiCurrency, not with the sample and the features MultiCurrency,"
                        + " StateAndCountryPicklist: start it with the same again, or in an empty folder.");
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createDirectory(project.resolve("force-app"));
        Files.writeString(project.resolve("sfdx-project.json"), "{\"packageDirectories\":[{\"path\":\"force-app\"}]}");
        refuses(
                DEFAULTS.withProject(project).keptIn(folder),
                "the sample and the features MultiCurrency, not with the project whose files have the digest");
    }

    @Test
    void refuseAFolderThatWasBegunWithoutAny() {
        new TestOrg(DEFAULTS.keptIn(folder)).close();

        refuses(
                with(OrgFeature.STATE_AND_COUNTRY_PICKLIST),
                "was begun with the sample, not with the sample and the features StateAndCountryPicklist: start");
    }

    private OrgsimSettings with(OrgFeature... features) {
        return DEFAULTS.withFeatures(Set.of(features)).keptIn(folder);
    }

    private static void refuses(OrgsimSettings settings, String sentence) {
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(settings))
                .withMessageContaining(sentence);
    }
}
