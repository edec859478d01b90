package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// A column of an answer, in the order of the SELECT.
///
/// @param written as the query names it
/// @param path as the org spells the names: `[Account, Owner, Name]`, or an aggregate's alias alone
/// @param field the field at the path's end; absent for COUNT
public record SelectedColumn(String written, List<String> path, Optional<FieldDefinition> field) {
    public SelectedColumn {
        path = List.copyOf(path);
    }

    /// `Account.Owner.Name`
    public String name() {
        return String.join(".", path);
    }
}
