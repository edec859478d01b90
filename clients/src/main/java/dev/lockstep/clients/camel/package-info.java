/// A program around Apache Camel's client, run in a process that knows nothing of the simulated org.
@NullMarked
package dev.lockstep.clients.camel;

import org.jspecify.annotations.NullMarked;
