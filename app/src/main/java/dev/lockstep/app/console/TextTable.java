package dev.lockstep.app.console;

import java.util.ArrayList;
import java.util.List;

/// A table for the terminal, its columns as wide as they have to be.
public final class TextTable {
    private static final int WIDEST = 80;

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> heads) {
        this.heads = List.copyOf(heads);
    }

    public void add(List<String> cells) {
        if (cells.size() != heads.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + heads.size() + " columns");
        }
        rows.add(cells.stream().map(TextTable::oneLine).toList());
    }

    public String print() {
        var widths = new int[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(heads.get(column));
            for (var row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        var text = new StringBuilder();
        line(text, heads, widths);
        for (int column = 0; column < widths.length; column++) {
            text.append(column == 0 ? "" : "-+-").append("-".repeat(widths[column]));
        }
        text.append('\n');
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        int begin = text.length();
        for (int column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            text.append(column == 0 ? "" : " | ")
                    .append(cell)
                    .append(" ".repeat(Math.max(0, widths[column] - width(cell))));
        }
        while (text.length() > begin && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private static String oneLine(String cell) {
        var line = cell.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        return line.codePointCount(0, line.length()) <= WIDEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, WIDEST - 1)) + "~";
    }

    /// Terminals give ideographs two places.
    private static int width(String cell) {
        return cell.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || (codePoint >= 0x3000 && codePoint <= 0x30FF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
    }
}
