package dev.lockstep.clients.node;

import dev.lockstep.clients.ClientProgram;
import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A script that lets a client visit an org.
///
/// @param name of its file in `src/test/node`, without the ending
record NodeScript(String name) {
    /// Visits a new org.
    Facts visitNewOrg() {
        return visitNewOrg(OrgsimSettings.defaults());
    }

    Facts visitNewOrg(OrgsimSettings settings) {
        return visitNewOrg(settings, _ -> Map.of());
    }

    /// @param more what the script has to know beyond the usual
    Facts visitNewOrg(OrgsimSettings settings, Function<OrgsimServer, Map<String, String>> more) {
        NodePackages packages = NodePackages.installed();
        try (var org = OrgsimServer.start(settings)) {
            return program(packages).visit(org, more.apply(org));
        }
    }

    Facts visit(OrgsimServer org, Map<String, String> more) {
        return program(NodePackages.installed()).visit(org, more);
    }

    /// The script is killed when it has said what it has seen.
    Facts visitUntilKilled(OrgsimServer org) {
        return program(NodePackages.installed()).visitUntilKilled(org);
    }

    private ClientProgram program(NodePackages packages) {
        Path script = packages.folder().resolve(name + ".js");
        return new ClientProgram(emptyFolder(), List.of(packages.node().toString(), script.toString()));
    }

    private Path emptyFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "visit-" + name);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
