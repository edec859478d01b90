package dev.lockstep.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> given = usual(org);
        given.putAll(more);
        Facts facts = Facts.read(output(JSON.writeValueAsString(given)));
        assertKnewAll(org);
        return facts;
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
        return new LinkedHashMap<>(Map.of(
                "url", org.url(),
                "now", org.org().now().toString(),
                "username", org.org().integrationUser().username(),
                "password", OrgsimSettings.INTEGRATION.secret(),
                "client", client.id(),
                "secret", client.secret(),
                "redirection", "http://localhost:1717/OauthRedirect"));
    }

    private String output(String given) {
        Path in = folder.resolve("given.json");
        Path out = folder.resolve("seen.json");
        Path err = folder.resolve("errors.log");
        try {
            Files.writeString(in, given);
            var builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            end(builder.start(), err);
            return Files.readString(out);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
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
