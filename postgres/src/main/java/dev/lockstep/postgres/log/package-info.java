/// The trigger log: what waits, what is being sent, and what became of it.
@NullMarked
package dev.lockstep.postgres.log;

import org.jspecify.annotations.NullMarked;
