/// Proves that both sides are equal, or says where they aren't.
@NullMarked
package dev.lockstep.engine.verify;

import org.jspecify.annotations.NullMarked;
