package dev.lockstep.orgsim.org;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One thing that is withdrawn: from one user, or from everybody where none is named. Names are compared without
/// regard to case.
///
/// @param user the user name
public record AccessRule(Optional<String> user, Withdrawn withdrawn) {
    public AccessRule {
        if ((withdrawn instanceof FieldOfAll || withdrawn instanceof FieldShape) && user.isPresent()) {
            throw new IllegalArgumentException("A field's definition is about everybody: it takes no \"user\".");
        }
    }

    /// What is withdrawn.
    public sealed interface Withdrawn {}

    /// Some records of an object: they can't be seen, and not written to either.
    public record Records(String object, Choice which) implements Withdrawn {}

    /// Which records.
    public sealed interface Choice {
        /// Those that are named.
        ///
        /// @param ids of 18 characters
        record ByIds(Set<String> ids) implements Choice {
            public ByIds {
                ids = Set.copyOf(ids);
            }
        }

        /// Some, chosen by their Ids: the same seed chooses the same.
        record Share(double share, long seed) implements Choice {
            public Share {
                if (!(share > 0 && share <= 1)) {
                    throw new IllegalArgumentException("A share lies above 0 and up to 1, not at %s.".formatted(share));
                }
            }
        }

        /// Those that satisfy a condition.
        ///
        /// @param condition what stands behind WHERE in a query
        record Where(String condition) implements Choice {}
    }

    /// All of an object: for the user it isn't there.
    public record WholeObject(String object) implements Withdrawn {}

    /// The right to write to an object.
    public record ObjectWrites(String object) implements Withdrawn {}

    /// A field: for the user it isn't there.
    public record Field(String object, String field) implements Withdrawn {}

    /// The right to write to a field.
    public record FieldWrites(String object, String field) implements Withdrawn {}

    /// A field that was taken out of the object's definition. Its values are kept, as an org keeps those of a field
    /// that was deleted and may be brought back.
    public record FieldOfAll(String object, String field) implements Withdrawn {}

    /// The type or the length that a field had: its definition is another one. Values that are there stay as they are.
    ///
    /// @param type the new one; as it was where none is named
    /// @param length the new one; as it was where none is named
    public record FieldShape(String object, String field, Optional<FieldKind> type, OptionalInt length)
            implements Withdrawn {
        public FieldShape {
            if (type.isEmpty() && length.isEmpty()) {
                throw new IllegalArgumentException("A field's definition changes by a \"type\" or a \"length\".");
            }
            if (length.isPresent() && length.getAsInt() < 1) {
                throw new IllegalArgumentException("A field holds one character at least.");
            }
        }
    }

    /// The right to see what others own.
    public record ViewAllData() implements Withdrawn {}

    /// The right to see encrypted text in clear.
    public record ViewEncryptedData() implements Withdrawn {}

    boolean concerns(OrgUser someone) {
        return user.isEmpty() || user.get().equalsIgnoreCase(someone.username());
    }
}
