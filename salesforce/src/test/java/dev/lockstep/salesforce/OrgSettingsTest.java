package dev.lockstep.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgSettingsTest {
    @Test
    void printingShowsNoSecret() {
        assertThat(settings("https://example.my.salesforce.com", "65.0").toString())
                .contains("example.my.salesforce.com", "the-client")
                .doesNotContain("s3cr");
        assertThat(new Secret("s3cr").reveal()).isEqualTo("s3cr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.my.salesforce.com",
                "ftp://example.com",
                "https://user:pw@example.com",
                "https://a.b/?x=1"
            })
    void refusesALoginUrlOfAnotherForm(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(url, "65.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65", "v65.0", "65.1", "", "65.0/../"})
    void refusesAnApiVersionOfAnotherForm(String version) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings("https://example.com", version));
    }

    @Test
    void refusesEmptySecretsAndTimes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignIn.ClientCredentials("", new Secret("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrgSettings(
                        URI.create("https://example.com"),
                        "65.0",
                        OrgFixture.SIGN_IN,
                        Duration.ZERO,
                        Duration.ofSeconds(1)));
    }

    @Test
    void anIdentityIsOfAnOrganizationAndAUser() {
        var account = RecordId.of("001000000000001");
        var url = URI.create("https://example.com");
        assertThatIllegalArgumentException().isThrownBy(() -> new OrgIdentity(account, RecordId.of(Answers.USER), url));
        assertThatIllegalArgumentException().isThrownBy(() -> new OrgIdentity(RecordId.of(Answers.ORG), account, url));
    }

    private static OrgSettings settings(String url, String version) {
        return new OrgSettings(
                URI.create(url), version, OrgFixture.SIGN_IN, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
