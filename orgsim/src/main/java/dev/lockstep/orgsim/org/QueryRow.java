package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// One row of an answer. Columns of one parent are gathered in one cell, at the place of the first of them.
///
/// @param type the object's name, or `AggregateResult`
/// @param id 18 characters, selected or not; absent for an aggregate
public record QueryRow(String type, Optional<String> id, List<Cell> cells) {
    public QueryRow {
        cells = List.copyOf(cells);
    }

    /// One column, or one parent's columns.
    ///
    /// @param name the field's or relationship's name as the org spells it, or an aggregate's alias
    public record Cell(String name, Value value) {}

    /// The value of a column; absent where a parent on the way is.
    public Value value(SelectedColumn column) {
        return value(column.path());
    }

    private Value value(List<String> path) {
        for (var cell : cells) {
            if (cell.name().equals(path.getFirst())) {
                return cell.value() instanceof Value.Parent(var row)
                        ? row.value(path.subList(1, path.size()))
                        : cell.value();
            }
        }
        throw new IllegalArgumentException("No column " + path + " in this row");
    }
}
