package dev.lockstep.orgsim.oauth;

import java.util.Optional;

/// What a client has sent a user for.
///
/// @param back where the user goes afterwards
record AuthorizationRequest(ConnectedClient client, Redirection back, Scope scope, Optional<CodeChallenge> challenge) {}
