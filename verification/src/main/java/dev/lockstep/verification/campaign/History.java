package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.wire.FlatFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What has become of one record of the org, change by change.
///
/// @param mark the name that it last had
/// @param versions what its description said after each change that somebody asked for, deletions aside
/// @param end the last change's kind
record History(String id, String mark, List<String> versions, String end) {
    private static final String DELETED = "DELETED";

    History {
        versions = List.copyOf(versions);
    }

    /// The histories of an object's records that anything has happened to.
    static List<History> of(OrgControl org, Table table) throws IOException, InterruptedException {
        var changes = new LinkedHashMap<String, List<Map<String, String>>>();
        for (var change : FlatFields.listOf(org.history(table))) {
            changes.computeIfAbsent(change.getOrDefault("id", ""), _ -> new ArrayList<>())
                    .add(change);
        }
        return changes.entrySet().stream()
                .map(record -> of(record.getKey(), record.getValue(), "values." + table.nameField()))
                .toList();
    }

    private static History of(String id, List<Map<String, String>> changes, String name) {
        var versions = changes.stream()
                .filter(change -> "ASKED_FOR".equals(change.get("cause")) && !DELETED.equals(change.get("kind")))
                .map(change -> change.getOrDefault("values.Description", ""))
                .toList();
        var last = changes.getLast();
        return new History(id, Optional.ofNullable(last.get(name)).orElse(""), versions, last.getOrDefault("kind", ""));
    }

    boolean isDeleted() {
        return end.equals(DELETED);
    }

    /// Whether the record had each version up to its last one, once and in their order.
    boolean isComplete() {
        return versions.equals(
                IntStream.range(0, versions.size()).mapToObj(i -> "v" + i).toList());
    }

    /// Whether no version came twice, or after a later one.
    boolean isRising() {
        var numbers = versions.stream().map(History::number).toList();
        return numbers.equals(numbers.stream().sorted().distinct().toList());
    }

    /// -1 where it never had one.
    int lastVersion() {
        return versions.isEmpty() ? -1 : number(versions.getLast());
    }

    private static int number(String version) {
        return version.matches("v\\d{1,6}") ? Integer.parseInt(version.substring(1)) : -1;
    }

    @Override
    public String toString() {
        return id + " " + mark + " " + versions + " " + end;
    }
}
