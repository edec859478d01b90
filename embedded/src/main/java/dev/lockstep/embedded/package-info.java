/// The PostgreSQL that comes along: unpack, create, start and stop a real server.
@NullMarked
package dev.lockstep.embedded;

import org.jspecify.annotations.NullMarked;
