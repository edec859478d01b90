package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIT {
    @TempDir
    private Path folder;

    private Path file = Path.of("journal.jsonl");

    @BeforeEach
    void find() {
        file = folder.resolve("journal.jsonl");
    }

    private void write(String... lines) {
        try (var journal = Journal.open(folder, _ -> {})) {
            for (var line : lines) {
                journal.append(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<String> read() {
        var lines = new ArrayList<String>();
        Journal.open(folder, line -> lines.add(new String(line, StandardCharsets.UTF_8)))
                .close();
        return lines;
    }

    @Test
    void givesBackItsLinesInOrder() {
        write("{\"a\":1}", "{\"b\":\"é👍\"}");
        write("{\"c\":3}");

        assertThat(read()).containsExactly("{\"a\":1}", "{\"b\":\"é👍\"}", "{\"c\":3}");
    }

    @Test
    void dropsALastLineThatWasCutAtAnyByte() throws IOException {
        write("{\"a\":1}", "{\"b\":2}");
        var whole = Files.size(file);
        write("{\"c\":\"the last, with a few more bytes\"}");
        var bytes = Files.readAllBytes(file);

        for (var cut = Math.toIntExact(whole); cut < bytes.length; cut++) {
            Files.write(file, Arrays.copyOf(bytes, cut));
            assertThat(read()).as("cut at %d of %d", cut, bytes.length).containsExactly("{\"a\":1}", "{\"b\":2}");
            assertThat(Files.size(file)).isEqualTo(whole);
            write("{\"d\":4}");
            assertThat(read()).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"d\":4}");
        }
    }

    @Test
    void dropsALastLineOfWhichABlockNeverCame() throws IOException {
        write("{\"a\":1}");
        var whole = Files.size(file);
        write("{\"b\":\"0123456789\"}");
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, Math.toIntExact(whole) + 4, bytes.length, (byte) 0);
        Files.write(file, bytes);

        assertThat(read()).containsExactly("{\"a\":1}");
        assertThat(Files.size(file)).isEqualTo(whole);
    }

    @Test
    void refusesWholeLinesWithAnyByteChanged() throws IOException {
        write("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        var bytes = Files.readAllBytes(file);

        for (var place = 0; place < bytes.length - 1; place++) {
            var damaged = bytes.clone();
            damaged[place] ^= 1;
            Files.write(file, damaged);

            assertThatExceptionOfType(OrgNotOpened.class)
                    .as("byte %d", place)
                    .isThrownBy(this::read)
                    .withMessageContaining(file + " is damaged at byte ")
                    .withMessageContaining("Restore it from a copy");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void isOpenedOnceOnly() {
        try (var _ = Journal.open(folder, _ -> {})) {
            assertThatExceptionOfType(OrgNotOpened.class)
                    .isThrownBy(this::read)
                    .withMessage("The journal " + file + " is in use. Stop the other simulated org first.");
        }
        assertThat(read()).isEmpty();
    }
}
