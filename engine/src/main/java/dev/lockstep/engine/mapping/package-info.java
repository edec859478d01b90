/// Ties what a person asked for to what the org has.
@NullMarked
package dev.lockstep.engine.mapping;

import org.jspecify.annotations.NullMarked;
