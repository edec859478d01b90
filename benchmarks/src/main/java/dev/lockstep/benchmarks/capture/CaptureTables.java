package dev.lockstep.benchmarks.capture;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseSettings;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.postgres.schema.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Makes the three tables: Lockstep's own by what the product makes tables with, the others alike.
final class CaptureTables {
    private static final String PUBLISHED = "published-triggers.sql";

    private CaptureTables() {}

    static void create(DatabaseSettings settings, Connection connection) throws SQLException {
        try (var database = DataDatabase.open(settings, "lockstep/bench")) {
            Migrations.apply(database);
            new MappedTables(database).ensure(CapturedObject.mapping());
        }
        try (var statement = connection.createStatement()) {
            createLike(statement, Variant.BARE);
            createLike(statement, Variant.PEER);
            statement.execute(published());
        }
    }

    private static void createLike(Statement statement, Variant variant) throws SQLException {
        statement.execute("CREATE SCHEMA " + variant.schema());
        statement.execute("CREATE TABLE " + variant.table() + " (LIKE " + Variant.LOCKSTEP.table() + " INCLUDING ALL)");
    }

    private static String published() {
        try (var resource = CaptureTables.class.getResourceAsStream(PUBLISHED)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + PUBLISHED);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}", Variant.PEER.schema())
                    .replace("${table}", CapturedObject.TABLE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
