/// The vocabulary as values: objects, fields, mappings, connections, states and their legal moves. No I/O.
@NullMarked
package dev.lockstep.model;

import org.jspecify.annotations.NullMarked;
