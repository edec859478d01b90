/// The simulated org over the wire, with nothing between a test and its bytes.
@NullMarked
package dev.lockstep.verification.wire;

import org.jspecify.annotations.NullMarked;
