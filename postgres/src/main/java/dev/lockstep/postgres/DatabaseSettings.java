package dev.lockstep.postgres;

import dev.lockstep.model.Secret;
import dev.lockstep.model.configuration.CaptureRule;

/// Where the data of one connection lives.
///
/// @param jdbcUrl `jdbc:postgresql://host:port/database`, without user and password
public record DatabaseSettings(
        String jdbcUrl, String user, Secret password, SchemaName schema, CaptureRule captureRule) {
    public DatabaseSettings {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the URL of the data database doesn't begin with jdbc:postgresql:");
        }
        if (jdbcUrl.contains("password=")) {
            throw new IllegalArgumentException("the URL of the data database holds a password: set it apart");
        }
    }
}
