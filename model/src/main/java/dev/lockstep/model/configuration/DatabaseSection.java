package dev.lockstep.model.configuration;

/// Which database and which schema in it.
///
/// @param url a JDBC URL without user and password
public record DatabaseSection(String url, String user, SecretReference password, String schema) {}
