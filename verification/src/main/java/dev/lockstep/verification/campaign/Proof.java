package dev.lockstep.verification.campaign;

import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.mapping.MappingResolver;
import dev.lockstep.engine.verify.Verify;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is on both sides when the sync has stopped, against what the ledgers say.
final class Proof {
    private static final List<String> OBJECTS = List.of("Account", "Contact", "Lead");

    private static final String LISTED = """
        SELECT l.sf_message, t.name
          FROM salesforce._trigger_log l
          LEFT JOIN (SELECT 'account' AS t, id, name FROM salesforce.account
                     UNION ALL SELECT 'contact', id, lastname FROM salesforce.contact
                     UNION ALL SELECT 'lead', id, lastname FROM salesforce.lead) t
                 ON t.t = l.table_name AND t.id = l.record_id
         WHERE l.state = 'FAILED'\
        """;

    private final Processes processes;
    private final List<Ledger> ledgers;

    Proof(Processes processes, List<Ledger> ledgers) {
        this.processes = processes;
        this.ledgers = ledgers;
    }

    /// The versions that carry a mark, one each time it is there.
    private record Sighting(Map<String, List<String>> versions) {
        List<String> of(Ledger.Thing thing) {
            return versions.getOrDefault(thing.mark(), List.of());
        }
    }

    Campaign.Finding of(String what, boolean isAtRest) {
        var settings = new SettingsFile(processes.configuration(), System.getenv()).read();
        try (var org = Org.signIn(settings.org());
                var database = DataDatabase.open(settings.database(), "lockstep-proof")) {
            var mappings = MappingResolver.resolve(
                    settings.configuration().mappings(), object -> Optional.of(org.describe(object)));
            var listed = listed();
            long different = isAtRest ? 0 : 1;
            if (!isAtRest) {
                System.out.println("  did not come to rest in time");
            }
            for (var verified : new Verify(org, database, mappings).all()) {
                for (var difference : verified.result().first()) {
                    if (difference.sfid().isPresent() || listed.isEmpty()) {
                        different++;
                        System.out.println("  different: " + verified.object() + " " + difference);
                    }
                }
            }
            return count(what, inOrg(org), inPostgres(), listed, different);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database can't be read for the proof", failure);
        }
    }

    private Campaign.Finding count(
            String what, Sighting inOrg, Sighting inPostgres, Map<String, String> listed, long different) {
        long lost = 0;
        long doubled = 0;
        for (var ledger : ledgers) {
            for (var thing : ledger.things().toList()) {
                int records = inOrg.of(thing).size();
                int rows = inPostgres.of(thing).size();
                if (records > 1 || rows > 1) {
                    doubled++;
                    System.out.printf("  doubled: %s is %d records and %d rows%n", thing.mark(), records, rows);
                } else if (isLost(thing, inOrg, inPostgres) && !listed.containsKey(thing.mark())) {
                    lost++;
                    System.out.printf(
                            "  lost: %s is %d records %s and %d rows %s%n",
                            thing.mark(), records, inOrg.of(thing), rows, inPostgres.of(thing));
                }
            }
        }
        listed.forEach((mark, message) -> System.out.println("  listed: " + mark + ": " + message));
        return new Campaign.Finding(what, listed.size(), lost, doubled, different);
    }

    private static boolean isLost(Ledger.Thing thing, Sighting inOrg, Sighting inPostgres) {
        int records = inOrg.of(thing).size();
        int rows = inPostgres.of(thing).size();
        boolean isMissing = thing.mustBeThere() && (records == 0 || rows == 0);
        boolean isLeft = thing.mustBeGone() && (records > 0 || rows > 0);
        boolean isOld = Stream.of(inOrg, inPostgres)
                .flatMap(sighting -> sighting.of(thing).stream())
                .anyMatch(version -> !thing.mayHaveVersion(Integer.parseInt(version.substring(1))));
        return isMissing || isLeft || isOld;
    }

    /// The list of errors: mark and message. Only a doubtful insert without a key may stand there.
    private Map<String, String> listed() throws SQLException {
        var listed = new HashMap<String, String>();
        var database = processes.database();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(LISTED)) {
            while (rows.next()) {
                var message = String.valueOf(rows.getString(1));
                var mark = String.valueOf(rows.getString(2));
                if (message.contains("the answer to this insert was lost")) {
                    listed.put(mark, message);
                } else {
                    System.out.println("  refused without right: " + mark + ": " + message);
                }
            }
        }
        return listed;
    }

    private static Sighting inOrg(Org org) {
        var versions = new HashMap<String, List<String>>();
        for (var object : OBJECTS) {
            var columns = List.of(
                    new QueryColumn(object.equals("Account") ? "Name" : "LastName", FieldType.STRING),
                    new QueryColumn("Description", FieldType.TEXTAREA));
            var soql = "SELECT " + columns.getFirst().path() + ", Description FROM " + new ObjectName(object);
            try (var pages = org.query(soql, QueryScope.LIVE, columns)) {
                while (pages.hasNext()) {
                    var page = pages.next();
                    for (int row = 0; row < page.rows(); row++) {
                        if (!page.isNull(row, 1)) {
                            note(versions, page.text(row, 0), page.text(row, 1));
                        }
                    }
                }
            }
        }
        return new Sighting(versions);
    }

    private Sighting inPostgres() throws SQLException {
        var versions = new HashMap<String, List<String>>();
        var database = processes.database();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            for (var object : OBJECTS) {
                var name = object.equals("Account") ? "name" : "lastname";
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT " + name + ", description FROM salesforce." + object
                                + " WHERE description IS NOT NULL")) {
                    while (rows.next()) {
                        note(versions, rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return new Sighting(versions);
    }

    private static void note(Map<String, List<String>> versions, String mark, String version) {
        versions.computeIfAbsent(mark, none -> new ArrayList<>()).add(version);
    }
}
