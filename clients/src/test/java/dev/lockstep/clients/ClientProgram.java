package dev.lockstep.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// A client in a process of its own. It is given one JSON document, where the org is and who signs in, and answers
/// with another, what it has seen.
public final class ClientProgram {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SECONDS_TO_END = 180;

    private final Path folder;
    private final List<String> command;

    /// @param folder an empty one, for what the process leaves
    public ClientProgram(Path folder, List<String> command) {
        this.folder = folder;
        this.command = List.copyOf(command);
    }

    /// What the client has seen of the org. Whatever it asked for, the org knew the resource.
    public Facts visit(OrgsimServer org) {
        return visit(org, Map.of());
    }

    /// What the client has seen of the org. Whatever it asked for, the org knew the resource.
    ///
    /// @param more what the program has to know beyond the usual
    public Facts visit(OrgsimServer org, Map<String, String> more) {
        Facts facts = Facts.read(output(given(org, more)));
        assertKnewAll(org);
        return facts;
    }

    /// What the client has seen of the org when it said so in a line; then it is killed, whatever it is about.
    public Facts visitUntilKilled(OrgsimServer org) {
        try {
            Process process = start(given(org, Map.of()), Redirect.PIPE);
            CompletableFuture.delayedExecutor(SECONDS_TO_END, TimeUnit.SECONDS).execute(process::destroyForcibly);
            try (BufferedReader lines = process.inputReader()) {
                String line = lines.readLine();
                assertThat(line).as(Files.readString(errors())).isNotNull();
                return Facts.read(line);
            } finally {
                process.destroyForcibly().onExit().join();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String given(OrgsimServer org, Map<String, String> more) {
        Map<String, String> given = usual(org);
        given.putAll(more);
        return JSON.writeValueAsString(given);
    }

    /// That the org knew all resources that it was asked for.
    public static void assertKnewAll(OrgsimServer org) {
        assertThat(org.requests().byOperation().keySet())
                .extracting(ApiOperation::name)
                .as("what the client asked for")
                .doesNotContain("unknown");
    }

    private static Map<String, String> usual(OrgsimServer org) {
        ConnectedClient client = OrgsimSettings.WEB;
        Map<String, String> usual = new LinkedHashMap<>(Map.of(
                "url", org.url(),
                "now", org.org().now().toString(),
                "username", org.org().integrationUser().username(),
                "password", OrgsimSettings.INTEGRATION.secret(),
                "client", client.id(),
                "secret", client.secret(),
                "redirection", "http://localhost:1717/OauthRedirect"));
        org.pubSubPort().ifPresent(port -> {
            usual.put("pubSubPort", String.valueOf(port));
            usual.put("organizationId", org.org().organizationId());
        });
        return usual;
    }

    private String output(String given) {
        Path out = folder.resolve("seen.json");
        try {
            end(start(given, Redirect.to(out.toFile())), errors());
            return Files.readString(out);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path errors() {
        return folder.resolve("errors.log");
    }

    private Process start(String given, Redirect out) throws IOException {
        Path in = Files.writeString(folder.resolve("given.json"), given);
        return new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out)
                .redirectError(errors().toFile())
                .start();
    }

    private void end(Process process, Path errors) throws IOException {
        try {
            assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS))
                    .as("the client's end")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    }
}
