/// Loads: what is under way, and the table that a first load fills before anybody sees it.
@NullMarked
package dev.lockstep.postgres.load;

import org.jspecify.annotations.NullMarked;
