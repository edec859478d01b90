/// What describe tells of objects and fields, in a shape that both APIs write down in their own way.
@NullMarked
package dev.lockstep.orgsim.describe;

import org.jspecify.annotations.NullMarked;
