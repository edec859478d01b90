package dev.lockstep.clients.camel;

import java.util.Map;
import java.util.Objects;

/// What the program was told, by name.
record Given(Map<?, ?> told) {
    String text(String name) {
        return (String) Objects.requireNonNull(told.get(name), name);
    }
}
