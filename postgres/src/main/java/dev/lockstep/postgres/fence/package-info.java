/// One writer per connection: epochs in the data database, and the end of those who had it before.
@NullMarked
package dev.lockstep.postgres.fence;

import org.jspecify.annotations.NullMarked;
