/// What capture costs an application's statements.
@NullMarked
package dev.lockstep.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
