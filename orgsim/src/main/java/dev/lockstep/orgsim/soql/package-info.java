/// Parses SOQL and answers it from one committed state of the org.
@NullMarked
package dev.lockstep.orgsim.soql;

import org.jspecify.annotations.NullMarked;
