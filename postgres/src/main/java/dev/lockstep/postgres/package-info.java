/// All that touches the data database: schema, capture, trigger log, merging, watermarks and epochs.
@NullMarked
package dev.lockstep.postgres;

import org.jspecify.annotations.NullMarked;
