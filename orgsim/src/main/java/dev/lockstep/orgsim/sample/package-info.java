/// The objects and records that every simulated org starts with, and the object whose rows are computed.
@NullMarked
package dev.lockstep.orgsim.sample;

import org.jspecify.annotations.NullMarked;
