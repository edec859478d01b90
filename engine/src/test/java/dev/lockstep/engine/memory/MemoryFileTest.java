package dev.lockstep.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.RecordId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFileTest {
    private static final ConnectionMemory MEMORY =
            new ConnectionMemory(RecordId.of("00D000000000001"), "18446744073709551615", 3, 100);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isEmptyBeforeTheFirstShift() {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void givesBackWhatWasWrittenLast() {
        file().write(MEMORY);
        file().write(MEMORY.settledUpTo(101));

        assertThat(file().read()).contains(MEMORY.settledUpTo(101));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "organization=00D000000000001EAA\n",
                "organization=00D000000000001EAA\nsystem_identifier=7\ntimeline=1\nsettled=\n",
                "organization=nobody\nsystem_identifier=7\ntimeline=1\nsettled=5\n",
                "organization=00D000000000001EAA\ntimeline=1\nsettled=5\n",
                "\\uXXXX"
            })
    void refusesToGuessWhatADamagedFileSaid(String text) throws IOException {
        Files.writeString(path(), text);

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(path().toString())
                .hasMessageContaining("damaged");
    }

    @Test
    void replacesTheFileAsAWholeAndLeavesNothingBeside() throws IOException {
        file().write(MEMORY);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path());
        }
    }

    @Test
    void survivesAWriteThatDidNotEnd() throws IOException {
        file().write(MEMORY);
        Files.writeString(folder.resolve("a.memory.next"), "half of");

        assertThat(file().read()).contains(MEMORY);
        file().write(MEMORY.settledUpTo(101));
        assertThat(file().read()).contains(MEMORY.settledUpTo(101));
    }

    @Test
    void saysWhereItCannotWrite() {
        var nowhere = folder.resolve("missing").resolve("a.memory");

        assertThatThrownBy(() -> new MemoryFile(nowhere).write(MEMORY))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(nowhere.toString());
    }

    private MemoryFile file() {
        return new MemoryFile(path());
    }

    private Path path() {
        return folder.resolve("a.memory");
    }
}
