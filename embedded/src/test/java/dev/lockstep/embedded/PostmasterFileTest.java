package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {
    @Test
    void acceptsConnectionsOnceTheLastLineSaysSo() {
        var lines = List.of("4711", "/data", "1795404314", "5432", "", "127.0.0.1", "  2148180         4", "ready   ");
        assertThat(PostmasterFile.parse(lines)).contains(new PostmasterFile(4711, true, OptionalLong.of(4)));
        assertThat(PostmasterFile.parse(lines.subList(0, 7)))
                .contains(new PostmasterFile(4711, false, OptionalLong.of(4)));
    }

    @Test
    void isEmptyWhileTheFirstLineIsBeingWritten() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of(""))).isEmpty();
    }
}
