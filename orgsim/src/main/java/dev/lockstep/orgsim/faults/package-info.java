/// What goes wrong on demand: rules that say which requests meet which fault, and how often.
@NullMarked
package dev.lockstep.orgsim.faults;

import org.jspecify.annotations.NullMarked;
