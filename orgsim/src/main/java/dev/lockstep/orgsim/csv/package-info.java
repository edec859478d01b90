/// Records of CSV files, as exports write them, in a new org.
@NullMarked
package dev.lockstep.orgsim.csv;

import org.jspecify.annotations.NullMarked;
