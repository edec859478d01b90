/// The Streaming API: events by CometD.
@NullMarked
package dev.lockstep.orgsim.stream;

import org.jspecify.annotations.NullMarked;
