/// The distribution: the command line of demo, sync, sql and orgsim.
@NullMarked
package dev.lockstep.app;

import org.jspecify.annotations.NullMarked;
