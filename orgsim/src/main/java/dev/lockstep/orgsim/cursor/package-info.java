/// Query results that are read page by page, by a locator that both APIs hand out.
@NullMarked
package dev.lockstep.orgsim.cursor;

import org.jspecify.annotations.NullMarked;
