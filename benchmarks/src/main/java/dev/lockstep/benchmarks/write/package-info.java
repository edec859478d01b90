/// How fast changes of the database reach the org, against the org alone.
@NullMarked
package dev.lockstep.benchmarks.write;

import org.jspecify.annotations.NullMarked;
