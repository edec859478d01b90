package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;
import java.time.Instant;
import java.util.Optional;

/// What is known of a token that is good.
///
/// @param type `access_token` or `refresh_token`
/// @param until absent where only use and time tell
record TokenStatus(String type, Scope scope, OrgUser user, Instant since, Optional<Instant> until) {}
