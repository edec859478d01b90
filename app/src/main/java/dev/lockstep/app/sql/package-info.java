/// A look into the demo's database where there is no psql.
@NullMarked
package dev.lockstep.app.sql;

import org.jspecify.annotations.NullMarked;
