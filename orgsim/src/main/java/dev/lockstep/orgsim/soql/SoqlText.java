package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.OrgFault;
import java.util.Arrays;

/// A query as it was sent. Places in it are counted in code points from 0, as the lexer counts them.
final class SoqlText {
    /// How much of a long query a fault quotes before and behind the place.
    private static final int QUOTED_BEFORE = 40;

    private static final int QUOTED_BEHIND = 60;

    private final int[] points;

    SoqlText(String soql) {
        points = soql.codePoints().toArray();
    }

    int length() {
        return points.length;
    }

    int at(int place) {
        return points[place];
    }

    String part(int start, int end) {
        return new String(points, start, end - start);
    }

    OrgFault.Place place(int at) {
        var row = 1;
        for (var index = 0; index < at; index++) {
            row += points[index] == '\n' ? 1 : 0;
        }
        return new OrgFault.Place(row, at - lineStart(at) + 1);
    }

    /// The line of the place, cut where it is long, and a caret below the place.
    String quotation(int at) {
        var start = Math.max(lineStart(at), at - QUOTED_BEFORE);
        var end = Math.min(lineEnd(at), at + QUOTED_BEHIND);
        return part(start, end) + "\n" + " ".repeat(at - start) + "^";
    }

    int[] copyOfPoints() {
        return Arrays.copyOf(points, points.length);
    }

    private int lineStart(int at) {
        var start = at;
        while (start > 0 && points[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lineEnd(int at) {
        var end = at;
        while (end < points.length && points[end] != '\n') {
            end++;
        }
        return end;
    }
}
