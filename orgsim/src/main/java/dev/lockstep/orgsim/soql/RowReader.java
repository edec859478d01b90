package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the selected fields of one record after the other. Rows that follow each other often share their parents: the
/// last one of each reference is remembered. For one thread.
final class RowReader {
    private final Parents parents;
    private final Map<List<FieldDefinition>, Step> steps = new HashMap<>();
    private final List<Column> columns;

    private interface Column {
        Value of(RecordView record);
    }

    RowReader(Parents parents, List<FieldAccess> selected) {
        this.parents = parents;
        this.columns = selected.stream().map(this::column).toList();
    }

    Value value(RecordView record, int column) {
        return columns.get(column).of(record);
    }

    private Column column(FieldAccess access) {
        return access.isDirect() ? access::value : new OfParent(parents, step(access.steps()), access.field());
    }

    /// The same for all columns behind the same references.
    private Step step(List<FieldDefinition> path) {
        var known = steps.get(path);
        if (known != null) {
            return known;
        }
        var before = path.size() == 1 ? Optional.<Step>empty() : Optional.of(step(path.subList(0, path.size() - 1)));
        var made = new Step(before, path.getLast());
        steps.put(path, made);
        return made;
    }

    private final class Step {
        private final Optional<Step> before;
        private final FieldDefinition reference;
        private Value lastId = Value.Absent.ABSENT;
        private Optional<RecordView> lastParent = Optional.empty();

        private Step(Optional<Step> before, FieldDefinition reference) {
            this.before = before;
            this.reference = reference;
        }

        private Optional<RecordView> parent(RecordView record) {
            var child = before.isPresent() ? before.get().parent(record) : Optional.of(record);
            if (child.isEmpty()) {
                return child;
            }
            var id = FieldAccess.valueOf(reference, child.get(), parents);
            if (!id.equals(lastId)) {
                lastId = id;
                lastParent = parents.of(child.get(), reference);
            }
            return lastParent;
        }
    }

    private static final class OfParent implements Column {
        private final Parents parents;
        private final Step step;
        private final FieldDefinition field;
        private Optional<RecordView> lastParent = Optional.empty();
        private Value lastValue = Value.Absent.ABSENT;

        private OfParent(Parents parents, Step step, FieldDefinition field) {
            this.parents = parents;
            this.step = step;
            this.field = field;
        }

        @Override
        public Value of(RecordView record) {
            var parent = step.parent(record);
            if (!parent.equals(lastParent)) {
                lastParent = parent;
                lastValue = parent.map(found -> FieldAccess.valueOf(field, found, parents))
                        .orElse(Value.Absent.ABSENT);
            }
            return lastValue;
        }
    }
}
