/// What a captured change carries into a call.
@NullMarked
package dev.lockstep.engine.content;

import org.jspecify.annotations.NullMarked;
