package dev.lockstep.app.demo;

import dev.lockstep.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/// The application of the check: plain SQL on the mapped tables, as any application writes it.
final class ApplicationSide implements AutoCloseable {
    private static final String ACCOUNTS = """
        INSERT INTO salesforce.account (name, external_id__c, description)
        SELECT 'Check ' || ? || ' ' || n, gen_random_uuid(), 'Line one' || chr(10) || 'line "two", 日本語'
          FROM generate_series(1, 50) n\
        """;

    private static final String CONTACTS = """
        INSERT INTO salesforce.contact (firstname, lastname, external_id__c, account__external_id__c, email)
        SELECT 'Child', name, gen_random_uuid(), external_id__c, 'someone@example.com'
          FROM salesforce.account
         WHERE name LIKE 'Check ' || ? || ' %'\
        """;

    private static final String LEADS = """
        INSERT INTO salesforce.lead (lastname, company)
        SELECT 'Check ' || ? || ' ' || n, 'Example K.K.'
          FROM generate_series(1, 30) n\
        """;

    private static final String SOME = """
        WHERE id IN (SELECT id FROM salesforce.%1$s
                      WHERE %2$s LIKE 'Check ' || ? || ' %%' ORDER BY id LIMIT %3$d)\
        """;

    private static final String RAPID = """
        UPDATE salesforce.account SET description = ?
         WHERE id = (SELECT min(id) FROM salesforce.account WHERE name LIKE 'Check ' || ? || ' %')\
        """;

    private static final int RAPID_CHANGES = 20;

    private final Connection connection;
    private final String run;

    /// @param run marks what this check made
    ApplicationSide(EmbeddedPostgres database, String run) throws SQLException {
        this.connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        this.run = run;
    }

    int insertFamilies() throws SQLException {
        return inOneTransaction(() -> execute(ACCOUNTS) + execute(CONTACTS) + execute(LEADS));
    }

    int update() throws SQLException {
        return execute("UPDATE salesforce.account SET phone = '+81 3 0000 0001'"
                        + SOME.formatted("account", "name", 20))
                + execute(
                        "UPDATE salesforce.lead SET company = 'Renamed K.K.'" + SOME.formatted("lead", "lastname", 20));
    }

    int changeRapidly() throws SQLException {
        int changes = 0;
        for (int version = 1; version <= RAPID_CHANGES; version++) {
            try (var statement = connection.prepareStatement(RAPID)) {
                statement.setString(1, "version " + version);
                statement.setString(2, run);
                changes += statement.executeUpdate();
            }
        }
        return changes
                + inOneTransaction(() -> execute("INSERT INTO salesforce.account (name, external_id__c, description)"
                                + " VALUES ('Twice ' || ?, gen_random_uuid(), 'first thought')")
                        + execute("UPDATE salesforce.account SET description = 'second thought'"
                                + " WHERE name = 'Twice ' || ?"));
    }

    int insertAndDelete() throws SQLException {
        return execute("INSERT INTO salesforce.lead (lastname, company) VALUES ('Fleeting', ?)")
                + execute("DELETE FROM salesforce.lead WHERE lastname = 'Fleeting' AND company = ?");
    }

    int delete() throws SQLException {
        return execute("DELETE FROM salesforce.contact" + SOME.formatted("contact", "lastname", 10))
                + execute("DELETE FROM salesforce.lead" + SOME.formatted("lead", "lastname", 10));
    }

    int updateSameAccounts() throws SQLException {
        return execute("UPDATE salesforce.account SET phone = '+81 3 0000 0002' WHERE sfid IN (SELECT sfid FROM"
                + " salesforce.account WHERE name LIKE 'Org side ' || ? || ' %' ORDER BY name COLLATE \"C\" LIMIT 15)");
    }

    /// What is wrong where not exactly so many rows of this check, all of them healthy, fulfil the condition.
    Optional<String> expect(String table, String condition, int rows) throws SQLException {
        var sql =
                "SELECT count(*), count(DISTINCT sfid), count(*) FILTER (WHERE _hc_lastop <> 'SYNCED') FROM salesforce."
                        + table + " WHERE " + condition.replace("Org side ", "Org side " + run + " ");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            if (row.getInt(1) == rows && row.getInt(2) == rows && row.getInt(3) == 0) {
                return Optional.empty();
            }
            return Optional.of("%d rows of %s where %d are due, %d of different records, %d not synced"
                    .formatted(row.getInt(1), table, rows, row.getInt(2), row.getInt(3)));
        }
    }

    private interface Work {
        int run() throws SQLException;
    }

    private int inOneTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int changes = work.run();
            connection.commit();
            return changes;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Each statement has one place: what marks this run.
    private int execute(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
