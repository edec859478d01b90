/// End-to-end tests and fault campaigns over the packaged product.
@NullMarked
package dev.lockstep.verification;

import org.jspecify.annotations.NullMarked;
