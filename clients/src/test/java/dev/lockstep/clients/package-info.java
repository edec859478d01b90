/// The simulated org as clients see it that nobody of this project made: unmodified, in processes of their own.
@NullMarked
package dev.lockstep.clients;

import org.jspecify.annotations.NullMarked;
