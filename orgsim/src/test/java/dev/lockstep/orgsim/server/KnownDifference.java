package dev.lockstep.orgsim.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A difference that stays, and why.
record KnownDifference(String path, Difference.Kind kind, String reason) {
    KnownDifference {
        if (path.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("A difference that stays has a path and a reason: " + path);
        }
    }

    /// Those of descriptions, each once.
    static List<KnownDifference> list() throws IOException {
        return list("recorded-differences.yaml");
    }

    /// Those of another list.
    static List<KnownDifference> list(String name) throws IOException {
        try (InputStream list = Objects.requireNonNull(KnownDifference.class.getResourceAsStream(name), name)) {
            Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(list);
            return ((List<?>) read).stream().map(KnownDifference::of).toList();
        }
    }

    private static KnownDifference of(Object line) {
        Map<?, ?> map = (Map<?, ?>) line;
        return new KnownDifference(text(map, "path"), Difference.Kind.of(text(map, "kind")), text(map, "reason"));
    }

    private static String text(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), () -> name + " of " + map).toString();
    }
}
