/// Rules of the architecture, and tests of the whole sync between a simulated org and a real PostgreSQL.
@NullMarked
package dev.lockstep.verification;

import org.jspecify.annotations.NullMarked;
