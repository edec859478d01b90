package dev.lockstep.orgsim.project;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The objects that the org is going to have, and those of the project that it won't have.
final class ObjectNames {
    private final Map<String, String> here = new HashMap<>();
    private final Map<String, String> leftOut = new HashMap<>();

    void have(String object) {
        here.put(lower(object), object);
    }

    /// @param why such as `a platform event`
    void leaveOut(String object, String why) {
        leftOut.put(lower(object), why);
    }

    /// The name as the org writes it; empty for an object that it won't have.
    Optional<String> find(String object) {
        return Optional.ofNullable(here.get(lower(object)));
    }

    /// Why the org won't have the object, such as `a platform event`; empty for one that nobody knows.
    Optional<String> whyNot(String object) {
        var why = leftOut.get(lower(object));
        if (why != null) {
            return Optional.of(why);
        }
        var kind = ObjectKind.of(object);
        if (kind == ObjectKind.CUSTOM) {
            return ObjectKind.hasNamespace(object) ? Optional.of("an object of another package") : Optional.empty();
        }
        return Optional.of(kind.description());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
