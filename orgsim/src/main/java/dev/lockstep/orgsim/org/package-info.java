/// The simulated org itself: objects, records, rules, ids, time and the journal that keeps them.
@NullMarked
package dev.lockstep.orgsim.org;

import org.jspecify.annotations.NullMarked;
