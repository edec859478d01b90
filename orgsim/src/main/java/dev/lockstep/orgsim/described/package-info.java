/// Descriptions of a real org's objects, as REST answers them, as the org.
@NullMarked
package dev.lockstep.orgsim.described;

import org.jspecify.annotations.NullMarked;
