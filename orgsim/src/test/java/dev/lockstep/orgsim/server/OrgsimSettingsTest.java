package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class OrgsimSettingsTest {
    @Test
    void listensOnALoopbackAddressAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrgsimSettings.defaults().at(InetAddress.ofLiteral("0.0.0.0"), 0))
                .withMessageContaining("loopback");
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrgsimSettings.defaults().onPort(70_000))
                .withMessageContaining("65535");
    }
}
