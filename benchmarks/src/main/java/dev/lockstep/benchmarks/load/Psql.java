package dev.lockstep.benchmarks.load;

import dev.lockstep.app.Refusal;
import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// PostgreSQL's own client, which the peer is loaded with.
final class Psql {
    private static final String NAME = "psql";

    private final Path program;

    private Psql(Path program) {
        this.program = program;
    }

    /// The one on the search path. Throws [Refusal] with the package to install where there is none.
    static Psql find() {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Psql::new)
                .orElseThrow(() -> new Refusal("psql is missing, which the load is compared with: install the package"
                        + " postgresql-client (Debian, Ubuntu, Alpine), postgresql (Fedora, Arch) or libpq"
                        + " (Homebrew)."));
    }

    /// Such as `psql (PostgreSQL) 18.1`.
    String version() throws IOException, InterruptedException {
        return run(new ProcessBuilder(program.toString(), "--version")).strip();
    }

    /// Runs a statement or `\` command; throws where it fails.
    void execute(EmbeddedPostgres server, String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(
                program.toString(),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host=" + EmbeddedSettings.ADDRESS,
                "--port=" + server.port(),
                "--username=" + server.user(),
                "--dbname=" + server.database(),
                "--command=" + command));
        process.environment().put("PGPASSWORD", server.password());
        run(process);
    }

    private static String run(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("psql failed: " + output.strip());
        }
        return output;
    }
}
