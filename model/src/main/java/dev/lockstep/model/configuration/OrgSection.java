package dev.lockstep.model.configuration;

import java.net.URI;

/// Which org, and how to sign in to it by OAuth client credentials.
///
/// @param url where sign-in happens: the org's own address
/// @param apiVersion such as `65.0`
public record OrgSection(URI url, String apiVersion, String clientId, SecretReference clientSecret) {}
