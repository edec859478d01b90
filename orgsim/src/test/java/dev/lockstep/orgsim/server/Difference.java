package dev.lockstep.orgsim.server;

import java.util.Locale;

/// Something in which a description of ours isn't that of a real org.
///
/// @param path from the object's name on, such as `Account.fields[Name].length`
/// @param seen what either side says, for whoever reads a failed test
record Difference(String path, Kind kind, String seen) {
    enum Kind {
        /// The real org has it, ours doesn't.
        MISSING,
        /// Ours has it, the real org doesn't.
        EXTRA,
        DIFFERS,
        /// Both have the same, in another order.
        ORDER,
        /// The real org's list has entries of objects that ours doesn't have at all.
        UNSIMULATED;

        static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    boolean isKnownAs(KnownDifference known) {
        return path.equals(known.path()) && kind == known.kind();
    }
}
