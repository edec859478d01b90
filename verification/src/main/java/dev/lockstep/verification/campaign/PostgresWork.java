package dev.lockstep.verification.campaign;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.verification.campaign.Ledger.Certainty;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;

/// An application that writes to the mapped tables and never gives up: when the database is gone it notes
/// what it can't know, and goes on when it is back.
final class PostgresWork {
    private final Random random;
    private final String run;
    private final Ledger ledger = new Ledger();
    private int made;

    PostgresWork(Random random, String run) {
        this.random = random;
        this.run = run;
    }

    Ledger ledger() {
        return ledger;
    }

    void burst(EmbeddedPostgres database, int changes) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            for (int i = 0; i < changes; i++) {
                change(connection);
            }
        } catch (SQLException gone) {
            // The database was killed under us: what was doubtful is noted, the rest was never begun.
        }
    }

    private void change(Connection connection) throws SQLException {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> insertAccount(connection);
            case 3 -> insertContact(connection);
            case 4, 5 -> insertLead(connection);
            case 6, 7, 8 -> update(connection);
            default -> delete(connection);
        }
    }

    private String nextMark(String object) {
        made++;
        return "pg-" + run + "-" + object + "-" + made;
    }

    private void insertAccount(Connection connection) throws SQLException {
        var mark = nextMark("account");
        var certainty = run(
                connection,
                "INSERT INTO salesforce.account (name, external_id__c, description) VALUES (?, gen_random_uuid(),"
                        + " 'v0')",
                mark);
        ledger.add("Account", mark, certainty);
        rethrowIfDoubtful(certainty);
    }

    private void insertContact(Connection connection) throws SQLException {
        var account = ledger.someAccount(random);
        if (account.isPresent()) {
            var mark = nextMark("contact");
            account.get().hasChild();
            var certainty = run(
                    connection,
                    "INSERT INTO salesforce.contact (lastname, external_id__c, description, account__external_id__c)"
                        + " SELECT ?, gen_random_uuid(), 'v0', external_id__c FROM salesforce.account WHERE name = ?",
                    mark,
                    account.get().mark());
            ledger.add("Contact", mark, certainty);
            rethrowIfDoubtful(certainty);
        }
    }

    private void insertLead(Connection connection) throws SQLException {
        var mark = nextMark("lead");
        var certainty = run(
                connection,
                "INSERT INTO salesforce.lead (lastname, company, description) VALUES (?, 'Campaign', 'v0')",
                mark);
        ledger.add("Lead", mark, certainty);
        rethrowIfDoubtful(certainty);
    }

    private void update(Connection connection) throws SQLException {
        var some = ledger.some(random);
        if (some.isPresent()) {
            var thing = some.get();
            int version = thing.nextVersion();
            var certainty = run(
                    connection,
                    "UPDATE salesforce." + thing.object() + " SET description = ? WHERE " + name(thing) + " = ?",
                    "v" + version,
                    thing.mark());
            thing.changed(version, certainty);
            rethrowIfDoubtful(certainty);
        }
    }

    private void delete(Connection connection) throws SQLException {
        var some = ledger.someLeaf(random);
        if (some.isPresent()) {
            var thing = some.get();
            var certainty = run(
                    connection,
                    "DELETE FROM salesforce." + thing.object() + " WHERE " + name(thing) + " = ?",
                    thing.mark());
            thing.removed(certainty);
            rethrowIfDoubtful(certainty);
        }
    }

    static String name(Ledger.Thing thing) {
        return thing.object().equals("Account") ? "name" : "lastname";
    }

    private static Certainty run(Connection connection, String sql, String... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("the workload's own change met no row: " + sql);
            }
            return Certainty.ACKNOWLEDGED;
        } catch (SQLException unknown) {
            if (unknown.getSQLState() != null && unknown.getSQLState().startsWith("23")) {
                throw new IllegalStateException("the workload's own change was refused: " + sql, unknown);
            }
            return Certainty.DOUBTFUL;
        }
    }

    private static void rethrowIfDoubtful(Certainty certainty) throws SQLException {
        if (certainty != Certainty.ACKNOWLEDGED) {
            throw new SQLException("the database is gone");
        }
    }
}
