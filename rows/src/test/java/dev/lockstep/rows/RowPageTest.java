package dev.lockstep.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowPageTest {

    @Test
    void givesBackWhatWasPutInWhateverItIs() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var columns = List.of("a", "b", "c");
        var cells = new ArrayList<@Nullable String>();
        var builder = new RowPageBuilder(columns);
        for (int i = 0; i < 3 * 700; i++) {
            var text = random.nextInt(4) == 0 ? null : text(random);
            cells.add(text);
            if (text == null) {
                builder.appendNull();
            } else {
                builder.append(text);
            }
        }
        var page = builder.build();

        assertThat(page.rows()).isEqualTo(700);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cell(page, i / 3, i % 3)).as("cell %d, seed %d", i, seed).isEqualTo(cells.get(i));
        }
        var slice = page.slice(100, 350);
        assertThat(slice.rows()).isEqualTo(250);
        for (int row = 0; row < 250; row++) {
            assertThat(cell(slice, row, 1)).as("row %d, seed %d", row, seed).isEqualTo(cell(page, row + 100, 1));
        }
        var selected = slice.select(249, 3);
        assertThat(selected.rows()).isEqualTo(2);
        assertThat(cell(selected, 0, 2)).as("seed %d", seed).isEqualTo(cell(page, 349, 2));
        assertThat(cell(selected, 1, 0)).as("seed %d", seed).isEqualTo(cell(page, 103, 0));
    }

    @Test
    void tellsAnEmptyTextFromNull() {
        var page = new RowPageBuilder(List.of("a", "b")).append("").appendNull().build();

        assertThat(page.isNull(0, 0)).isFalse();
        assertThat(page.text(0, 0)).isEmpty();
        assertThat(page.isNull(0, 1)).isTrue();
        assertThatThrownBy(() -> page.text(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("column b of row 0 is null");
    }

    @Test
    void refusesAHalfRowAndAStrangeCell() {
        assertThatThrownBy(
                        () -> new RowPageBuilder(List.of("a", "b")).append("x").build())
                .isInstanceOf(IllegalStateException.class);
        var page = RowPage.empty(List.of("a"));
        assertThat(page.rows()).isZero();
        assertThatThrownBy(() -> page.isNull(0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> page.column("z")).isInstanceOf(IllegalArgumentException.class);
    }

    private static @Nullable String cell(RowPage page, int row, int column) {
        return page.isNull(row, column) ? null : page.text(row, column);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x3042 + random.nextInt(80));
        }
        return text.toString();
    }
}
