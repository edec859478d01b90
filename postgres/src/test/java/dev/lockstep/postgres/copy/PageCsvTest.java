package dev.lockstep.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.rows.RowPageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageCsvTest {
    @Test
    void tellsNullFromAnEmptyText() {
        var page = new RowPageBuilder(List.of("a", "b")).appendNull().append("").build();

        assertThat(csv(PageCsv.of(page, new int[] {0, 1}, ",7"))).isEqualTo(",\"\",7\n");
    }

    @Test
    void doublesQuotesAndKeepsAllElse() {
        var page = new RowPageBuilder(List.of("a"))
                .append("\"")
                .append("say \"hi\", \r\nü\\.")
                .build();

        assertThat(csv(PageCsv.of(page, new int[] {0}, ""))).isEqualTo("\"\"\"\"\n\"say \"\"hi\"\", \r\nü\\.\"\n");
    }

    @Test
    void writesTheColumnsInTheOrderThatIsAskedFor() {
        var page = new RowPageBuilder(List.of("a", "b", "c"))
                .append("1")
                .append("2")
                .append("3")
                .build();

        assertThat(csv(PageCsv.of(page, new int[] {2, 0}, ""))).isEqualTo("\"3\",\"1\"\n");
    }

    private static String csv(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
