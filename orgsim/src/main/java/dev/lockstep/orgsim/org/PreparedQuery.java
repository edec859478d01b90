package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.function.Supplier;

/// A query that was understood, and not answered yet. Its answer is from the state of the moment in which it was
/// understood, however late it runs.
///
/// @param columns of [QueryAnswer.Kind#RECORDS] and [QueryAnswer.Kind#AGGREGATE], in the order of the SELECT
/// @param work finds the records; may take seconds
public record PreparedQuery(
        QueryAnswer.Kind kind, ObjectDefinition object, List<SelectedColumn> columns, Supplier<QueryAnswer> work) {
    public PreparedQuery {
        columns = List.copyOf(columns);
    }

    public QueryAnswer run() {
        return work.get();
    }
}
