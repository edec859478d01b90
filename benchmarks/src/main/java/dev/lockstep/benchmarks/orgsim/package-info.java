/// What the simulated org costs and how fast it serves.
@NullMarked
package dev.lockstep.benchmarks.orgsim;

import org.jspecify.annotations.NullMarked;
