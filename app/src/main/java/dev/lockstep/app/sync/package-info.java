/// The sync of one configuration file, for as long as the command runs.
@NullMarked
package dev.lockstep.app.sync;

import org.jspecify.annotations.NullMarked;
