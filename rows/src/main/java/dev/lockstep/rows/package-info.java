/// One page of records as UTF-8 slices with a null flag: the seam between every source and every target.
@NullMarked
package dev.lockstep.rows;

import org.jspecify.annotations.NullMarked;
