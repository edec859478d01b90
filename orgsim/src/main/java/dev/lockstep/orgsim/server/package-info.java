/// The simulated org as a process: Jetty, the servlets of each API, and what a test may ask of the simulator itself.
@NullMarked
package dev.lockstep.orgsim.server;

import org.jspecify.annotations.NullMarked;
