/// Ready-made automation of an org: what triggers, flows and rules of real orgs do to saves.
@NullMarked
package dev.lockstep.orgsim.automation;

import org.jspecify.annotations.NullMarked;
