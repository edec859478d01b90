package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSettingsTest {
    private static final Path FOLDER = Path.of("somewhere");

    @Test
    void makesTheFolderAbsoluteSoThatALaterChangeOfDirectoryDoesNotMoveIt() {
        assertThat(new EmbeddedSettings(Path.of("a/../b"), 0, "sync", "sync").folder())
                .isEqualTo(Path.of("b").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 1023, 65536})
    void refusesAPortThatAnOrdinaryUserCanNotListenOn(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddedSettings(FOLDER, port, "sync", "sync"))
                .withMessageContaining("from 1024 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sync", "1sync", "a\"b", "a b", "a-b", "pg_sync"})
    void refusesANameThatWouldNeedQuoting(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmbeddedSettings(FOLDER, 0, name, "sync"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EmbeddedSettings(FOLDER, 0, "sync", name));
    }
}
