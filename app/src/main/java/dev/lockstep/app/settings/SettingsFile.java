package dev.lockstep.app.settings;

import dev.lockstep.engine.ShiftSettings;
import dev.lockstep.engine.memory.MemoryFile;
import dev.lockstep.model.Secret;
import dev.lockstep.model.configuration.Configuration;
import dev.lockstep.model.configuration.ConfigurationInvalid;
import dev.lockstep.model.configuration.ConfigurationReader;
import dev.lockstep.model.configuration.SecretReference;
import dev.lockstep.postgres.DatabaseSettings;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One configuration file with the secrets that it refers to.
public final class SettingsFile {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

    private final Path file;
    private final Map<String, String> environment;

    /// Names the file; it is read by [#read()].
    ///
    /// @param environment where variables are looked up, such as [System#getenv()]
    public SettingsFile(Path file, Map<String, String> environment) {
        this.file = file.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    /// Reads everything anew. Throws [ConfigurationInvalid] with all problems.
    public ShiftSettings read() {
        var configuration = configuration();
        var problems = new ArrayList<String>();
        var clientSecret =
                secret("connection.org.client_secret", configuration.org().clientSecret(), problems);
        var password =
                secret("connection.database.password", configuration.database().password(), problems);
        if (clientSecret.isEmpty() || password.isEmpty()) {
            throw new ConfigurationInvalid(problems);
        }
        var org = configuration.org();
        var database = configuration.database();
        return new ShiftSettings(
                configuration,
                new OrgSettings(
                        org.url(),
                        org.apiVersion(),
                        new SignIn.ClientCredentials(org.clientId(), clientSecret.get()),
                        CONNECT_TIMEOUT,
                        REQUEST_TIMEOUT),
                new DatabaseSettings(
                        database.url(),
                        database.user(),
                        password.get(),
                        new SchemaName(database.schema()),
                        configuration.captureRule()),
                new MemoryFile(file.resolveSibling(file.getFileName() + ".memory")));
    }

    private Configuration configuration() {
        try {
            return ConfigurationReader.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new ConfigurationInvalid(List.of("the file " + file + " can't be read ("
                    + unreadable.getClass().getSimpleName() + "): name the configuration file of a connection"));
        }
    }

    private Optional<Secret> secret(String place, SecretReference reference, List<String> problems) {
        return switch (reference) {
            case SecretReference.FromEnvironment(var variable) ->
                notEmpty(
                        Optional.ofNullable(environment.get(variable)),
                        place + ": the variable " + variable + " is not set",
                        problems);
            case SecretReference.FromFile(var path) -> fromFile(place, file.resolveSibling(path), problems);
        };
    }

    private static Optional<Secret> fromFile(String place, Path secret, List<String> problems) {
        try {
            return notEmpty(
                    Optional.of(Files.readString(secret).stripTrailing()),
                    place + ": the file " + secret + " is empty",
                    problems);
        } catch (IOException unreadable) {
            problems.add(place + ": the file " + secret + " can't be read ("
                    + unreadable.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }

    private static Optional<Secret> notEmpty(Optional<String> text, String problem, List<String> problems) {
        var secret = text.filter(value -> !value.isEmpty()).map(Secret::new);
        if (secret.isEmpty()) {
            problems.add(problem);
        }
        return secret;
    }
}
