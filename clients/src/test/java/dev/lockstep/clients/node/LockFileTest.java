package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Whoever builds installs from the registry of their own choice.
class LockFileTest {
    @Test
    void namesNoHost() throws IOException {
        assertThat(Files.readString(Path.of("src", "test", "node", "package-lock.json")))
                .doesNotContain("://", "\"resolved\"");
    }
}
