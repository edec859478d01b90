package dev.lockstep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(stream(out), stream(err), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void listsTheBenchmarksWithALineEach() {
        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("app  "),
                        line -> assertThat(line).startsWith("capture  "),
                        line -> assertThat(line).startsWith("load  "),
                        line -> assertThat(line).startsWith("orgsim  "),
                        line -> assertThat(line).startsWith("write  "));
    }

    @Test
    void refusesANameThatItDoesNotKnowWithTheOnesThatItKnows() {
        assertThat(run("lode")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "dev/bench: there is no benchmark \"lode\": take app or capture or load or orgsim or write.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rows 10",
                "capture --rows",
                "capture --rows many",
                "capture --rows 1",
                "capture --rounds 0",
                "capture 100",
                "load --rows 0",
                "load --row 10",
                "orgsim --pages 0",
                "write --rows 0",
                "write --rounds 0",
                "write --singles 0",
                "app --rows 15",
                "app --rounds 0",
                "app --seconds 0"
            })
    void refusesAnOptionThatItDoesNotKnowInOneSentence(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("dev/bench: ")
                .endsWith(".");
    }
}
