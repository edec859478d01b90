package dev.lockstep.benchmarks.load;

import dev.lockstep.benchmarks.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One run of the engine's process.
final class EngineRun {
    static final String HEAP = "-Xmx256m";

    private EngineRun() {}

    /// Starts the process, shows how it gets on, and returns when it has ended in order.
    ///
    /// @param log where its standard error goes
    static Loaded run(Path configuration, Path log, Progress progress, String step)
            throws IOException, InterruptedException {
        progress.step(step);
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dsun.net.http.retryPost=false",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName(),
                        configuration.toString()))
                .redirectError(log.toFile())
                .start();
        try {
            var loaded = Optional.<Loaded>empty();
            // Not closed: the process ends when its input does.
            var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                var told = Loaded.read(line);
                loaded = told.isPresent() ? told : loaded;
                if (line.startsWith(EngineMain.DOING)) {
                    progress.step(step + ": " + line.substring(EngineMain.DOING.length()));
                }
            }
            if (process.waitFor() == 0 && loaded.isPresent()) {
                return loaded.get();
            }
            throw new IllegalStateException(
                    "the engine's process failed: " + Files.readString(log).strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
