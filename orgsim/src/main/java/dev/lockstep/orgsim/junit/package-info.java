/// The simulated org in tests that run on JUnit Jupiter.
@NullMarked
package dev.lockstep.orgsim.junit;

import org.jspecify.annotations.NullMarked;
