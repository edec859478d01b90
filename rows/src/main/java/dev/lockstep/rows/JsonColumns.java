package dev.lockstep.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The wanted columns as a tree along their paths: where `Account__r.Name` leads to the column's position. The
/// org answers in the names' own case whatever the query wrote, so case doesn't count.
final class JsonColumns {
    private static final int NONE = -1;

    private final Map<String, JsonColumns> children = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Integer> below = new ArrayList<>();
    private int column = NONE;

    static JsonColumns of(List<String> paths) {
        var root = new JsonColumns();
        for (int column = 0; column < paths.size(); column++) {
            root.add(paths.get(column), column);
        }
        return root;
    }

    private void add(String path, int position) {
        var node = this;
        for (var name : path.split("\\.", -1)) {
            node.below.add(position);
            node = node.children.computeIfAbsent(name, unknown -> new JsonColumns());
        }
        if (node.column != NONE || !node.children.isEmpty()) {
            throw new IllegalArgumentException("the column " + path + " is wanted twice");
        }
        node.below.add(position);
        node.column = position;
    }

    Optional<JsonColumns> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /// The columns at and below this place.
    List<Integer> below() {
        return below;
    }

    boolean isColumn() {
        return column != NONE;
    }

    int column() {
        return column;
    }
}
