package dev.lockstep.rows;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Our scanner against FastCSV, on random input. The seed is in each failure's text.
class CsvAgreementTest {
    private static final String[] PIECES = {
        "a", "bc", "0123456789", "ü", "日本", "😀", ",", "\n", "\r\n", "\r", "\"", " ", "\0", "\\.", "#"
    };

    @Test
    void readsAsTheLibraryReads() {
        for (int round = 0; round < 2_000; round++) {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            var columns = columns(1 + random.nextInt(6));
            byte[] csv = soundCsv(columns, random.nextInt(30), random).getBytes(StandardCharsets.UTF_8);
            int pageBytes = 1 + random.nextInt(200);

            assertThat(CsvTexts.read(csv, columns, pageBytes, random))
                    .as("pages of %d bytes, seed %d", pageBytes, seed)
                    .isEqualTo(library(csv).orElseThrow());
        }
    }

    /// What the library takes and we don't, on purpose: a quote inside an unquoted cell, a lone carriage return as a
    /// line break, an end that may be a cut. So most random input is refused, and none may be read differently.
    @Test
    void neverReadsAnythingElseThanTheLibraryOutOfRandomInput() {
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            var columns = columns(1 + random.nextInt(2));
            byte[] csv = (String.join(",", columns) + "\n" + randomText(random)).getBytes(StandardCharsets.UTF_8);
            try {
                var rows = CsvTexts.read(csv, columns, 1 + random.nextInt(20), random);
                assertThat(Optional.of(rows)).as("seed %d", seed).isEqualTo(library(csv));
                read++;
            } catch (MalformedCsv malformed) {
                refused++;
            }
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void refusesEveryCutOfAQuotedInputThatIsNotBetweenRecordsOrBehindOne() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var columns = columns(3);
        for (int round = 0; round < 50; round++) {
            var csv = quotedCsv(columns, 5, random);
            var whole = CsvTexts.read(csv.getBytes(StandardCharsets.UTF_8), columns, 100, random);
            for (int end = 0; end < csv.length(); end++) {
                byte[] cut = csv.substring(0, end).getBytes(StandardCharsets.UTF_8);
                try {
                    var rows = CsvTexts.read(cut, columns, 100, random);
                    assertThat(rows).as("cut at %d, seed %d", end, seed).isEqualTo(whole.subList(0, rows.size()));
                } catch (MalformedCsv malformed) {
                    assertThat(malformed.record()).isLessThanOrEqualTo(5);
                }
            }
        }
    }

    private static List<String> columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }

    private static String soundCsv(List<String> columns, int rows, Random random) {
        var csv = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                csv.append(column == 0 ? "" : ",").append(cell(random));
            }
            csv.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return csv.toString();
    }

    private static String quotedCsv(List<String> columns, int rows, Random random) {
        var csv = new StringBuilder("\"" + String.join("\",\"", columns) + "\"\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                var text = randomText(random).replace("\"", "");
                csv.append(column == 0 ? "" : ",").append('"').append(text).append('"');
            }
            csv.append("\n");
        }
        return csv.toString();
    }

    private static String cell(Random random) {
        var text = randomText(random);
        boolean needsQuotes = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return needsQuotes || random.nextBoolean() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 8); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// Empty for what the library refuses.
    private static Optional<List<List<String>>> library(byte[] csv) {
        var text = new String(csv, StandardCharsets.UTF_8);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().skipEmptyLines(false).ofCsvRecord(text)) {
            var rows = new ArrayList<List<String>>();
            reader.stream().skip(1).map(CsvRecord::getFields).forEach(rows::add);
            return Optional.of(rows);
        } catch (CsvParseException refused) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
