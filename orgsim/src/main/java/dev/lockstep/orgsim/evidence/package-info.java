/// Marks that say where each behaviour of the simulated org is known from.
@NullMarked
package dev.lockstep.orgsim.evidence;

import org.jspecify.annotations.NullMarked;
