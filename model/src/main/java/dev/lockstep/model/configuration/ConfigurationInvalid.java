package dev.lockstep.model.configuration;

import java.util.List;

/// The document can't be used. Holds every problem that was found, each a sentence that begins with its place.
public final class ConfigurationInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigurationInvalid(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
