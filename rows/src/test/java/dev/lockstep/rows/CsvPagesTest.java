package dev.lockstep.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvPagesTest {
    private static final String EVERYTHING = spelled("^Id^,^Name^,Amount__c,^Note__c^/|"
            + "^1^,^plain^,12.5,^two|lines, a comma and ^^quotes^^^|"
            + "^2^,^^,,^^|"
            + "^3^,^日本語 😀^,^1.0E7^,^/|^|"
            + "^4^,^^^^,0,^^^^^^^^/|");

    private static final List<List<String>> EVERYTHING_READ = List.of(
            List.of("two\nlines, a comma and \"quotes\"", "1", "plain", "12.5"),
            List.of("", "2", "", ""),
            List.of("\r\n", "3", "日本語 😀", "1.0E7"),
            List.of("\"\"\"", "4", "\"", "0"));

    @Test
    void readsTheSameWhereverAPageEnds() {
        byte[] csv = EVERYTHING.getBytes(StandardCharsets.UTF_8);
        long seed = new Random().nextLong();
        for (int pageBytes = 1; pageBytes <= csv.length + 1; pageBytes++) {
            assertThat(CsvTexts.read(csv, List.of("note__c", "ID", "Name", "Amount__c"), pageBytes, new Random(seed)))
                    .as("pages of %d bytes, seed %d", pageBytes, seed)
                    .isEqualTo(EVERYTHING_READ);
        }
    }

    @Test
    void leavesOutWhatIsNotWanted() {
        assertThat(CsvTexts.read("a,b,\"c\"\n1,\"2\"\"\",3\n", "c", "a")).containsExactly(List.of("3", "1"));
    }

    @Test
    void readsOneColumnWhoseEmptyCellIsAnEmptyLine() {
        assertThat(CsvTexts.read("a\nx\n\n\"\"\n", "a")).containsExactly(List.of("x"), List.of(""), List.of(""));
    }

    @Test
    void makesPagesOfAboutTheSizeThatIsAskedFor() throws IOException {
        var csv = "\"Id\",\"Name\"\n" + "\"0123456789\",\"0123456789\"\n".repeat(1_000);
        var pages = new CsvPages(bytes(csv), List.of("Id"), 1_000);

        var sizes = new ArrayList<Integer>();
        for (var page = pages.next(); page.isPresent(); page = pages.next()) {
            sizes.add(page.get().rows());
        }

        assertThat(sizes).hasSizeBetween(26, 28).allMatch(rows -> rows <= 38);
        assertThat(pages.records()).isEqualTo(1_000);
        assertThat(pages.bytes()).isEqualTo(csv.length());
    }

    @Test
    void tellsHowFarItIsAfterEachPage() throws IOException {
        var pages = new CsvPages(bytes("a\n1\n22\n333\n"), List.of("a"), 6);

        assertThat(pages.next())
                .hasValueSatisfying(page -> assertThat(page.rows()).isEqualTo(1));

        assertThat(pages.records()).isEqualTo(1);
        assertThat(pages.bytes()).isEqualTo(4);
    }

    @Test
    void givesNoRowsForAHeaderAlone() throws IOException {
        for (var header : List.of("\"Id\",\"Name\"\n", "Id,Name\r\n", "\"Id\",\"Name\"")) {
            var pages = new CsvPages(bytes(header), List.of("Name"));
            assertThat(pages.next()).isEmpty();
            assertThat(pages.next()).isEmpty();
            assertThat(pages.records()).isZero();
            assertThat(pages.bytes()).isEqualTo(header.length());
        }
    }

    @Test
    void takesARecordThatIsLargerThanAPage() {
        var large = "\"" + "x,\n\"\"".repeat(1 << 20) + "\"";
        var rows = CsvTexts.read(
                ("a,b\n1,2\n3," + large + "\n5,6\n").getBytes(StandardCharsets.UTF_8),
                List.of("a", "b"),
                1_000,
                new Random(1));

        assertThat(rows).containsExactly(List.of("1", "2"), List.of("3", "x,\n\"".repeat(1 << 20)), List.of("5", "6"));
    }

    @Test
    void refusesARecordThatNoMemoryShouldBeSpentOn() {
        var pages = new CsvPages(bytes("a\n1\n" + "x".repeat(100) + "\n"), List.of("a"), 10, 100);

        assertThatThrownBy(() -> all(pages))
                .isInstanceOfSatisfying(
                        MalformedCsv.class,
                        malformed -> assertThat(malformed.record()).isEqualTo(2))
                .hasMessage("record 2 of the CSV can't be read: it has more than 100 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        a,b|1,2|3,^4             ; 2; never closed
        a,b|1,^2|3,4|            ; 1; never closed
        a,b|^1^x,2|              ; 1; behind a closing quote
        a,b|1,^2^ |              ; 1; behind a closing quote
        a,b|1,x^2^|              ; 1; inside a cell
        a,b|1,2|3|               ; 2; 1 cells where the header has 2
        a,b|1,2||                ; 2; 1 cells where the header has 2
        a,b|1,2,|                ; 1; more cells than the header
        a,b|1,2|3,4              ; 2; without the line break
        a,b|1,2|3,               ; 2; without the line break
        a,b|1,2|^3^              ; 2; 1 cells where the header has 2
        a,b|1,2/3,4|             ; 1; carriage return without line feed
        a,b|1,2/                 ; 1; carriage return without line feed
        a,b|1,^2^/               ; 1; carriage return without line feed
        a,x|1,2|                 ; 0; it lacks [b] and has [a, x]
        a,b,B|1,2,3|             ; 0; the column b more than once
        a,b                      ; 0; without the line break
        a,^b                     ; 0; never closed
        """)
    void refusesWhatIsMalformedWithTheRecordAndTheCause(String csv, int record, String cause) {
        var text = spelled(csv);
        for (int pageBytes = 1; pageBytes <= text.length() + 1; pageBytes++) {
            var pages = new CsvPages(bytes(text), List.of("a", "b"), pageBytes);
            assertThatThrownBy(() -> all(pages))
                    .as("pages of %d bytes", pageBytes)
                    .isInstanceOfSatisfying(
                            MalformedCsv.class,
                            malformed -> assertThat(malformed.record()).isEqualTo(record))
                    .hasMessageContaining(cause);
            assertThatThrownBy(pages::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAnInputWithoutHeader() {
        assertThatThrownBy(() -> CsvTexts.read("", "a"))
                .isInstanceOf(MalformedCsv.class)
                .hasMessageStartingWith("the header of the CSV can't be read: ");
    }

    @Test
    void passesBytesThatAreNoText() throws IOException {
        byte[] csv = {'a', '\n', (byte) 0xff, 0, (byte) 0xc0, '\n'};
        var page =
                new CsvPages(new ByteArrayInputStream(csv), List.of("a")).next().orElseThrow();

        assertThat(page.length(0, 0)).isEqualTo(3);
        assertThat(page.bytes()[page.offset(0, 0)]).isEqualTo((byte) 0xff);
    }

    @Test
    void refusesToBeAskedForNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvPages(bytes("a\n"), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvPages(bytes("a\n"), List.of("a", "A")));
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvPages(bytes("a\n"), List.of("a"), 0));
    }

    /// `^` stands for a quote, `|` for a line feed, `/` for a carriage return.
    private static String spelled(String csv) {
        return csv.replace('^', '"').replace('|', '\n').replace('/', '\r');
    }

    private static void all(CsvPages pages) throws IOException {
        while (pages.next().isPresent()) {
            assertThat(pages.records()).isPositive();
        }
    }

    private static ByteArrayInputStream bytes(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }
}
