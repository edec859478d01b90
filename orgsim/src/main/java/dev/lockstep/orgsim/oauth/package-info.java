/// Signing in: connected clients, access tokens and the identity resources.
@NullMarked
package dev.lockstep.orgsim.oauth;

import org.jspecify.annotations.NullMarked;
