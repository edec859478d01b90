package dev.lockstep.orgsim.soql;

import java.util.List;

/// A field as a query names it: `Name`, `Account.Owner.Name`.
///
/// @param at where in the query
record FieldPath(List<String> names, int at) {
    FieldPath {
        names = List.copyOf(names);
    }

    String text() {
        return String.join(".", names);
    }
}
