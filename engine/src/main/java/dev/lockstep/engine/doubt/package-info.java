/// Unknown outcomes: what became of a call whose answer was lost, settled by evidence before anything is sent
/// again.
@NullMarked
package dev.lockstep.engine.doubt;

import org.jspecify.annotations.NullMarked;
