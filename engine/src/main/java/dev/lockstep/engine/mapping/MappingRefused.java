package dev.lockstep.engine.mapping;

import java.util.List;

/// Mappings that the org doesn't allow. Holds every problem, each a sentence that names the object.
public final class MappingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public MappingRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
