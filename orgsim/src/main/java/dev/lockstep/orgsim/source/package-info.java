/// Files that an org is made of: their digest, what is wrong in them, and what the org lacks of them.
@NullMarked
package dev.lockstep.orgsim.source;

import org.jspecify.annotations.NullMarked;
