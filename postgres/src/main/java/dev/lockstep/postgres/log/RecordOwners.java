package dev.lockstep.postgres.log;

import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.DataDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Says which records of the org are known to belong to somebody here.
public final class RecordOwners {
    /// One that a person has requeued has made its record all the same.
    private static final String BY_ENTRIES = """
        SELECT sfid FROM ${schema}._trigger_log_archive
         WHERE table_name = ? AND sfid = ANY (?) AND action = 'INSERT' AND (state = 'SUCCESS' OR state = 'REQUEUED' AND sf_result = 0)\
        """;

    private final DataDatabase database;

    public RecordOwners(DataDatabase database) {
        this.database = database;
    }

    /// Those that a settled insert of the table has made or adopted.
    public Set<RecordId> byEntries(String table, Collection<RecordId> ids) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(database.schema().in(BY_ENTRIES))) {
                statement.setString(1, table);
                statement.setArray(2, connection.createArrayOf("text", texts(ids)));
                return read(statement);
            }
        });
    }

    /// Those that a row of the table has, however it came to it.
    public Set<RecordId> byRows(String table, Collection<RecordId> ids) {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT sfid FROM " + database.schema().qualified(table) + " WHERE sfid = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("text", texts(ids)));
                return read(statement);
            }
        });
    }

    private static Object[] texts(Collection<RecordId> ids) {
        return ids.stream().map(RecordId::value).toArray();
    }

    private static Set<RecordId> read(PreparedStatement statement) throws SQLException {
        var found = new HashSet<RecordId>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(RecordId.of(rows.getString(1)));
            }
        }
        return found;
    }
}
