/// Benchmarks over the packaged product, each with its peer and its limit in the same run.
@NullMarked
package dev.lockstep.benchmarks;

import org.jspecify.annotations.NullMarked;
