/// What subscribers can hear of the org's changes: notifications of PushTopics and change events, made when a
/// commit is done and kept for a while.
@NullMarked
package dev.lockstep.orgsim.events;

import org.jspecify.annotations.NullMarked;
