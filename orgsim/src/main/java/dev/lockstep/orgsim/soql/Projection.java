package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes rows of records: the selected fields, those of one parent together.
final class Projection {
    private final Parents parents;
    private final List<Cell> cells;

    private sealed interface Cell {
        record Field(FieldDefinition field) implements Cell {}

        record Parent(FieldDefinition reference, Projection columns) implements Cell {}
    }

    private Projection(Parents parents, List<Cell> cells) {
        this.parents = parents;
        this.cells = List.copyOf(cells);
    }

    static Projection of(Parents parents, List<FieldAccess> selected) {
        return of(parents, selected, 0);
    }

    /// What is selected below one parent, or at the start.
    ///
    /// @param depth how many steps of the paths were taken already
    private static Projection of(Parents parents, List<FieldAccess> selected, int depth) {
        var cells = new ArrayList<Cell>();
        var taken = new ArrayList<FieldDefinition>();
        for (var access : selected) {
            if (access.steps().size() == depth) {
                cells.add(new Cell.Field(access.field()));
            } else if (!taken.contains(access.steps().get(depth))) {
                var step = access.steps().get(depth);
                taken.add(step);
                var below = selected.stream()
                        .filter(other -> other.steps().size() > depth
                                && other.steps().get(depth).equals(step))
                        .toList();
                cells.add(new Cell.Parent(step, of(parents, below, depth + 1)));
            }
        }
        return new Projection(parents, cells);
    }

    QueryRow row(RecordView record) {
        var made = new ArrayList<QueryRow.Cell>(cells.size());
        for (var cell : cells) {
            made.add(
                    switch (cell) {
                        case Cell.Field(var field) ->
                            new QueryRow.Cell(field.name(), FieldAccess.valueOf(field, record, parents));
                        case Cell.Parent(var reference, var columns) ->
                            new QueryRow.Cell(
                                    reference.relationshipName().orElseThrow(), parent(record, reference, columns));
                    });
        }
        return new QueryRow(record.object().name(), Optional.of(record.id()), made);
    }

    private Value parent(RecordView record, FieldDefinition reference, Projection columns) {
        var parent = parents.of(record, reference);
        return parent.isPresent() ? new Value.Parent(columns.row(parent.get())) : Value.Absent.ABSENT;
    }
}
