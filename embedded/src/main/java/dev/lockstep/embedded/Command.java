package dev.lockstep.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program that is run to its end, or prepared to run on.
record Command(List<String> words) {
    private static final int NOT_FOUND = 127;

    Command {
        words = List.copyOf(words);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    /// How a command ended, and all that it wrote to either stream.
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /// Runs it to its end; a program that isn't there ends with 127, as in a shell.
    Result run() throws InterruptedException {
        try {
            var process = builder().redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException absent) {
            return new Result(NOT_FOUND, String.valueOf(absent.getMessage()));
        }
    }

    /// With no input and an environment of its own: neither our secrets nor PGDATA, HOME or LD_LIBRARY_PATH get in.
    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words).redirectInput(new File("/dev/null"));
        var path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC"); // initdb makes it the server's time zone
        return builder;
    }
}
