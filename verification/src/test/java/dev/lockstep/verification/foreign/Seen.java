package dev.lockstep.verification.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;

/// What the client has told, by name; nothing is told as `null`.
record Seen(Properties told) {
    /// A call that was refused as a whole.
    ///
    /// @param kind the client's class of it; `none` where the call was not refused
    record Refusal(String kind, String code) {}

    static Seen read(Path file) throws IOException {
        var told = new Properties();
        try (var in = Files.newInputStream(file)) {
            told.load(in);
        }
        return new Seen(told);
    }

    String text(String name) {
        return Objects.requireNonNull(told.getProperty(name), () -> "nothing was told of " + name);
    }

    List<String> all(String name) {
        return IntStream.range(0, Integer.parseInt(text(name + ".count")))
                .mapToObj(number -> text(name + "." + number))
                .toList();
    }

    /// One property of each record of a call.
    List<String> ofEach(String name, String property) {
        return IntStream.iterate(0, number -> told.containsKey(name + "." + number + ".success"), number -> number + 1)
                .mapToObj(number -> text(name + "." + number + "." + property))
                .toList();
    }

    /// The first error of each record that was refused.
    List<String> errors(String name) {
        return ofEach(name, "codes.0");
    }

    Refusal refusal(String name) {
        return new Refusal(text(name + ".kind"), told.getProperty(name + ".code", ""));
    }

    /// The names of all calls that were tried in vain.
    List<String> refusals() {
        return told.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".kind"))
                .map(name -> name.substring(0, name.length() - ".kind".length()))
                .toList();
    }
}
