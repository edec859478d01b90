/// Compares a mapped table with all records of the org, typed, record by record and field by field.
@NullMarked
package dev.lockstep.postgres.verify;

import org.jspecify.annotations.NullMarked;
