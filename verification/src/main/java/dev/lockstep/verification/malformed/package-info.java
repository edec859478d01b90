/// Requests that no client of the simulated org should send, by the hundred thousand.
@NullMarked
package dev.lockstep.verification.malformed;

import org.jspecify.annotations.NullMarked;
