package dev.lockstep.model.configuration;

import java.nio.file.Path;

/// Where a secret is found. A configuration never holds the secret itself.
public sealed interface SecretReference {

    /// In a variable of the process's environment.
    record FromEnvironment(String variable) implements SecretReference {}

    /// In a file, whose last line end is not part of it. A relative path counts from the configuration's folder.
    record FromFile(Path file) implements SecretReference {}
}
