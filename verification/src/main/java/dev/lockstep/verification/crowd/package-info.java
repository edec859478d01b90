/// A crowd of clients that work in the simulated org at once, each of which knows what it must find there.
@NullMarked
package dev.lockstep.verification.crowd;

import org.jspecify.annotations.NullMarked;
