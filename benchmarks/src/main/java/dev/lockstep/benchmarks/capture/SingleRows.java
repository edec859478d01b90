package dev.lockstep.benchmarks.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// Single rows, each a transaction of its own, on the three tables by turns.
final class SingleRows {
    /// Some hundredths of a second.
    private static final int SLICE = 50;

    private final Connection connection;
    private final CaptureSize size;

    SingleRows(Connection connection, CaptureSize size) {
        this.connection = connection;
        this.size = size;
    }

    /// Takes the time of each slice.
    void run(Work work, CaptureTimes times) throws SQLException {
        var statements = new EnumMap<Variant, PreparedStatement>(Variant.class);
        try {
            for (var variant : Variant.values()) {
                statements.put(variant, connection.prepareStatement(sql(work, variant)));
            }
            for (int first = 1; first <= size.singles(); first += SLICE) {
                int end = Math.min(first + SLICE, size.singles() + 1);
                for (Map.Entry<Variant, PreparedStatement> turn : statements.entrySet()) {
                    times.add(work, turn.getKey(), timed(work, turn.getValue(), first, end) / (end - first));
                }
            }
        } finally {
            for (var statement : statements.values()) {
                statement.close();
            }
        }
    }

    private static String sql(Work work, Variant variant) {
        return work == Work.SINGLE_UPDATE ? CapturedObject.updateOne(variant) : CapturedObject.insertOne(variant);
    }

    private double timed(Work work, PreparedStatement statement, int first, int end) throws SQLException {
        int apart = size.rows() / size.singles();
        long began = System.nanoTime();
        for (int number = first; number < end; number++) {
            if (work == Work.SINGLE_UPDATE) {
                statement.setString(1, "+81 45 " + number);
                statement.setLong(2, (long) number * apart);
            } else {
                statement.setInt(1, size.rows() + number);
            }
            statement.executeUpdate();
        }
        return (System.nanoTime() - began) / CaptureRounds.NANOS_A_SECOND;
    }
}
