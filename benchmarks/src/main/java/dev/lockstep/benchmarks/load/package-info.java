/// How fast an object is loaded, against `psql \copy` of the same rows.
@NullMarked
package dev.lockstep.benchmarks.load;

import org.jspecify.annotations.NullMarked;
