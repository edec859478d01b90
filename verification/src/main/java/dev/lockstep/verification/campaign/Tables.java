package dev.lockstep.verification.campaign;

import dev.lockstep.embedded.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Whether the tables of the campaign are there and capture what is written.
final class Tables {
    private static final String CAPTURING = """
        SELECT count(DISTINCT tgrelid) FROM pg_trigger
         WHERE tgname = '!lockstep_insert'
           AND tgrelid IN (to_regclass('salesforce.account'), to_regclass('salesforce.contact'),
                           to_regclass('salesforce.lead'))\
        """;
    private static final int TABLES = 3;

    private final EmbeddedPostgres database;

    Tables(EmbeddedPostgres database) {
        this.database = database;
    }

    boolean areCapturing() {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(CAPTURING)) {
            row.next();
            return row.getInt(1) == TABLES;
        } catch (SQLException notYet) {
            return false;
        }
    }
}
