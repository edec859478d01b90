/// The campaign of faults: schedules of work, faults and kills that a seed chooses, and the proof that
/// nothing was lost or doubled.
@NullMarked
package dev.lockstep.verification.campaign;

import org.jspecify.annotations.NullMarked;
