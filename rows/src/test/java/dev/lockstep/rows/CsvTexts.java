package dev.lockstep.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Reads CSV in ways that tests share. Null shows as an empty text, which no cell of CSV is.
final class CsvTexts {
    private CsvTexts() {}

    static List<List<String>> read(byte[] csv, List<String> columns, int pageBytes, Random random) {
        var pages = new CsvPages(new TricklingInput(csv, random), columns, pageBytes);
        var rows = new ArrayList<List<String>>();
        try {
            for (var page = pages.next(); page.isPresent(); page = pages.next()) {
                rows.addAll(texts(page.get()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (pages.records() != rows.size() || pages.bytes() != csv.length) {
            throw new AssertionError("progress tells " + pages.records() + " records and " + pages.bytes()
                    + " bytes of " + rows.size() + " and " + csv.length);
        }
        return rows;
    }

    static List<List<String>> read(String csv, String... columns) {
        return read(csv.getBytes(StandardCharsets.UTF_8), List.of(columns), 64, new Random(1));
    }

    static List<List<String>> texts(RowPage page) {
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < page.rows(); row++) {
            var cells = new ArrayList<String>();
            for (int column = 0; column < page.columns().size(); column++) {
                if (!page.isNull(row, column) && page.text(row, column).isEmpty()) {
                    throw new AssertionError("an empty text in row " + row);
                }
                cells.add(page.isNull(row, column) ? "" : page.text(row, column));
            }
            rows.add(cells);
        }
        return rows;
    }
}
