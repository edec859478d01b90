package dev.lockstep.postgres.load;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.Identifier;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.schema.UniqueIdentifierKey;
import java.sql.Connection;
import java.sql.SQLException;

/// Settles what keeps unique indexes from being made after a first load.
///
/// The org reads the parts of a large result at different times: where an identifier went from one record to another
/// meanwhile, both can come with it. All that are concerned are noted to be read again; until then one keeps the
/// identifier and the others are without.
final class Clashes {
    private static final String NOTE = """
        INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
        SELECT DISTINCT ?, found."sfid", 'it came several times, or with the identifier of another record'
          FROM found
        ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()\
        """;

    private static final String SAME_RECORD = """
        WITH found AS (
            DELETE FROM ${unseen} a USING ${unseen} b WHERE b."sfid" = a."sfid" AND b."id" > a."id"
            RETURNING a."sfid")
        """ + NOTE;

    /// The newest record keeps the identifier: it was most likely read last.
    private static final String SAME_IDENTIFIER = """
        WITH shared AS (
            SELECT ${key} AS key, (array_agg(t."id" ORDER BY t."systemmodstamp" DESC NULLS LAST, t."id"))[1] AS kept
              FROM ${unseen} t
             GROUP BY 1
            HAVING count(*) > 1),
        emptied AS (
            UPDATE ${unseen} t SET ${column} = NULL FROM shared WHERE ${key} = shared.key AND t."id" <> shared.kept),
        found AS (
            SELECT t."sfid" FROM ${unseen} t JOIN shared ON ${key} = shared.key)
        """ + NOTE;

    private Clashes() {}

    /// @param unseen the table as SQL names it
    static void settle(Connection connection, SchemaName schema, Mapping mapping, String unseen) throws SQLException {
        run(connection, schema.in(SAME_RECORD.replace("${unseen}", unseen)), mapping);
        if (mapping.uniqueIdentifier().isPresent()) {
            var field = mapping.uniqueIdentifier().get();
            run(connection, schema.in(sameIdentifier(field).replace("${unseen}", unseen)), mapping);
        }
    }

    private static String sameIdentifier(FieldDescription field) {
        var column = new Identifier(field.name().columnName()).quoted();
        return SAME_IDENTIFIER
                .replace("${key}", UniqueIdentifierKey.canonical(field, "t." + column))
                .replace("${column}", column);
    }

    private static void run(Connection connection, String sql, Mapping mapping) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mapping.table());
            statement.executeUpdate();
        }
    }
}
