package dev.lockstep.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the wanted columns in a header, whose order and case the org chooses.
final class CsvHeader {
    static final int NOT_WANTED = -1;

    private CsvHeader() {}

    /// For each cell of a record, which of the wanted columns it is, or [#NOT_WANTED].
    ///
    /// @throws MalformedCsv where a wanted column is missing or there twice
    static int[] layout(List<String> header, List<String> wanted) {
        var missing = wanted.stream()
                .filter(column -> positions(header, column).length == 0)
                .toList();
        if (!missing.isEmpty()) {
            throw new MalformedCsv(0, "it lacks " + missing + " and has " + header);
        }
        int[] layout = new int[header.size()];
        Arrays.fill(layout, NOT_WANTED);
        for (int column = 0; column < wanted.size(); column++) {
            int[] positions = positions(header, wanted.get(column));
            if (positions.length > 1) {
                throw new MalformedCsv(0, "it has the column " + wanted.get(column) + " more than once: " + header);
            }
            layout[positions[0]] = column;
        }
        return layout;
    }

    private static int[] positions(List<String> header, String column) {
        return IntStream.range(0, header.size())
                .filter(i -> header.get(i).equalsIgnoreCase(column))
                .toArray();
    }
}
