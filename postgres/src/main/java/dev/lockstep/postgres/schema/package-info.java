/// What the data database is made of: migrations, mapped tables, the triggers that capture changes, and their health.
@NullMarked
package dev.lockstep.postgres.schema;

import org.jspecify.annotations.NullMarked;
