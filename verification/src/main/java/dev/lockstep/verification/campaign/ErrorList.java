package dev.lockstep.verification.campaign;

import dev.lockstep.postgres.verify.Difference;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.plan.Thing;
import dev.lockstep.verification.campaign.stage.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The failed entries of a schedule, and what they excuse.
final class ErrorList {
    private static final String LOST_INSERT = "the answer to this insert was lost";

    private static final String FAILED = """
        SELECT l.table_name, l.record_id, coalesce(l.sf_message, ''), coalesce(t.mark, '')
          FROM salesforce._trigger_log l
          LEFT JOIN (%s) t ON t.table_name = l.table_name AND t.id = l.record_id
         WHERE l.state = 'FAILED'
         ORDER BY l.id\
        """;

    private final List<Failure> failures;

    private ErrorList(List<Failure> failures) {
        this.failures = List.copyOf(failures);
    }

    /// @param mark empty where the row is gone
    record Failure(String table, long row, String message, String mark) {
        /// Nobody can tell which record this insert has made, if any.
        boolean isLostInsert() {
            return message.contains(LOST_INSERT);
        }
    }

    static ErrorList in(Database database) throws SQLException {
        var marks = Stream.of(Table.values())
                .map(table -> "SELECT '%s' AS table_name, id, %s AS mark FROM %s"
                        .formatted(table.tableName(), table.nameColumn(), table.sql()))
                .collect(Collectors.joining(" UNION ALL "));
        return new ErrorList(database.rows(FAILED.formatted(marks)).stream()
                .map(row -> new Failure(row.get(0), Long.parseLong(row.get(1)), row.get(2), row.get(3)))
                .toList());
    }

    List<Failure> all() {
        return failures;
    }

    Optional<Failure> of(Thing thing) {
        return failures.stream()
                .filter(failure -> failure.mark().equals(thing.mark()))
                .findFirst();
    }

    /// Whether a row and its record may differ: an entry of that row has failed, or one names the record as one that
    /// its insert may have made.
    boolean excuses(String table, Difference difference) {
        return failures.stream().anyMatch(failure -> {
            boolean isOfRow = difference.row().isPresent()
                    && failure.table().equals(table)
                    && failure.row() == difference.row().getAsLong();
            boolean namesRecord = failure.isLostInsert()
                    && difference.sfid().filter(failure.message()::contains).isPresent();
            return isOfRow || namesRecord;
        });
    }
}
