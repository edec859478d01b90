/// The demo: a simulated org, an embedded PostgreSQL and the engine between them, on this machine alone.
@NullMarked
package dev.lockstep.app.demo;

import org.jspecify.annotations.NullMarked;
