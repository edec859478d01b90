package dev.lockstep.benchmarks.capture;

import dev.lockstep.benchmarks.ScratchServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The sessions of an application that write to one of the tables at the same time. Each makes transaction after
/// transaction: of four one inserts a row, the others update one somewhere in the table.
final class AppSessions {
    static final int COUNT = 16;

    private static final int ONE_INSERT_OF = 4;
    private static final double NANOS_A_SECOND = 1e9;

    private final ScratchServer server;
    private final Variant variant;
    private final int rows;
    private final AtomicInteger lastInserted;

    AppSessions(ScratchServer server, Variant variant, int rows) {
        this.server = server;
        this.variant = variant;
        this.rows = rows;
        this.lastInserted = new AtomicInteger(rows);
    }

    Variant variant() {
        return variant;
    }

    /// Writes for so long; returns how many transactions a second were committed.
    double run(Duration length, long seed) throws SQLException, InterruptedException {
        var connections = new ArrayList<Connection>();
        try (var threads = Executors.newFixedThreadPool(COUNT)) {
            for (int session = 0; session < COUNT; session++) {
                connections.add(server.connect());
            }
            long began = System.nanoTime();
            long end = began + length.toNanos();
            var sessions = new ArrayList<Future<Long>>();
            for (int session = 0; session < COUNT; session++) {
                var connection = connections.get(session);
                var random = new Random(seed + session);
                sessions.add(threads.submit(() -> write(connection, random, end)));
            }
            long transactions = sum(sessions);
            return transactions / ((System.nanoTime() - began) / NANOS_A_SECOND);
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static long sum(List<Future<Long>> sessions) throws InterruptedException {
        long sum = 0;
        for (var session : sessions) {
            try {
                sum += session.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a session of the application failed", failed.getCause());
            }
        }
        return sum;
    }

    private long write(Connection connection, Random random, long end) throws SQLException {
        connection.setAutoCommit(false);
        long transactions = 0;
        try (var update = connection.prepareStatement(CapturedObject.updateOne(variant));
                var insert = connection.prepareStatement(CapturedObject.insertOne(variant))) {
            while (System.nanoTime() < end) {
                if (random.nextInt(ONE_INSERT_OF) == 0) {
                    insert.setInt(1, lastInserted.incrementAndGet());
                    one(insert);
                } else {
                    update.setString(1, "+81 45 " + random.nextInt());
                    update.setLong(2, 1 + random.nextInt(rows));
                    one(update);
                }
                connection.commit();
                transactions++;
            }
        }
        return transactions;
    }

    private static void one(PreparedStatement statement) throws SQLException {
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("a statement did not write exactly one row");
        }
    }
}
