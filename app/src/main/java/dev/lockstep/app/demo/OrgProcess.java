package dev.lockstep.app.demo;

import dev.lockstep.app.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The simulated org as a process of its own, a direct child. It ends with this process, however that ends,
/// since it watches its standard input.
public final class OrgProcess implements AutoCloseable {
    private static final String READY = "orgsim ready at ";
    private static final long SECONDS_TO_END = 10;

    private final Process process;
    private final URI url;

    private OrgProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /// What the org is made of.
    ///
    /// @param project the folder of a Salesforce DX project, instead of the sample
    /// @param rows how many generated records there are
    /// @param options more options of the command line
    public record Making(Optional<Path> project, long rows, List<String> options) {
        public Making {
            options = List.copyOf(options);
        }

        public Making(Optional<Path> project, long rows) {
            this(project, rows, List.of());
        }
    }

    /// Starts the sample org, see [#start(int, Path, Making, Path, Consumer)].
    public static OrgProcess start(int port, Path data, long rows, Path log) {
        return start(port, data, new Making(Optional.empty(), rows), log, _ -> {});
    }

    /// Starts the org and waits until it is ready. Throws [Refusal] with the org's own sentence where it
    /// can't start.
    ///
    /// @param log where its standard error goes
    /// @param listener hears each line that it says before it is ready
    public static OrgProcess start(int port, Path data, Making making, Path log, Consumer<String> listener) {
        try {
            Files.createDirectories(log.getParent());
            var process = new ProcessBuilder(command(port, data, making))
                    .redirectError(log.toFile())
                    .start();
            // Not closed: the org ends when its input does, and its output is read to the end.
            var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    return new OrgProcess(process, URI.create(line.substring(READY.length())));
                }
                listener.accept(line);
            }
            process.destroy();
            throw new Refusal(
                    "The simulated org did not start. " + Files.readString(log).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("the simulated org can't be started", failure);
        }
    }

    private static List<String> command(int port, Path data, Making making) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lockstep.app.Main",
                "orgsim",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--stop-with-stdin"));
        making.project()
                .ifPresent(folder -> command.addAll(
                        List.of("--project", folder.toAbsolutePath().toString())));
        if (making.rows() > 0) {
            command.addAll(List.of("--rows", Long.toString(making.rows())));
        }
        command.addAll(making.options());
        return command;
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
