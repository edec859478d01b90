package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What is needed to see why a schedule failed: entries, attempts and what became of the org's records.
final class Remains {
    private static final String ENTRIES = """
        SELECT id, state, action, table_name, record_id, sfid, processed_tx, values, old, sf_message
          FROM (SELECT 'log' AS place, l.* FROM salesforce._trigger_log l
                UNION ALL SELECT 'archive', a.* FROM salesforce._trigger_log_archive a) e
         ORDER BY id\
        """;

    private static final String ATTEMPTS = """
        SELECT id, epoch, state, operation, entry_ids, org_time, lost_at, created_at, settled_at, message
          FROM salesforce._lockstep_attempt ORDER BY id\
        """;

    private Remains() {}

    /// Keeps everything in files of the folder, and returns the lines that concern the marks.
    static List<String> keep(Stage stage, OrgControl org, Path folder, List<String> marks)
            throws IOException, SQLException, InterruptedException {
        var entries = lines(stage, ENTRIES);
        var attempts = lines(stage, ATTEMPTS);
        var histories = new ArrayList<String>();
        for (var table : Table.values()) {
            History.of(org, table).forEach(history -> histories.add(table + " " + history));
        }
        Files.write(folder.resolve("entries.txt"), entries);
        Files.write(folder.resolve("attempts.txt"), attempts);
        Files.write(folder.resolve("histories.txt"), histories);
        var concerned = new ArrayList<String>();
        concerned.addAll(naming(entries, marks));
        concerned.addAll(naming(histories, marks));
        return concerned;
    }

    private static List<String> lines(Stage stage, String sql) throws SQLException {
        return stage.database().rows(sql).stream()
                .map(cells -> String.join(" | ", cells))
                .toList();
    }

    private static List<String> naming(List<String> lines, List<String> marks) {
        return lines.stream()
                .filter(line -> marks.stream().anyMatch(mark -> line.matches(".*\\b" + mark + "\\b(?!-).*")))
                .toList();
    }
}
