/// All that touches the data database: schema, capture, trigger log, copying, merging, watermarks and epochs.
@NullMarked
package dev.lockstep.postgres;

import org.jspecify.annotations.NullMarked;
