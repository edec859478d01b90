/// The fence: one writer per connection, proved by a number in the data database.
@NullMarked
package dev.lockstep.postgres.fence;

import org.jspecify.annotations.NullMarked;
