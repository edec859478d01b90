/// Copies pages of records into tables: in binary where an encoder knows the cells, as text where not.
@NullMarked
package dev.lockstep.postgres.copy;

import org.jspecify.annotations.NullMarked;
