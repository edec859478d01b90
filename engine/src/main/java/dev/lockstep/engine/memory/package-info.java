/// What is known of a connection outside its database: whether that database is still the one that it was.
@NullMarked
package dev.lockstep.engine.memory;

import org.jspecify.annotations.NullMarked;
