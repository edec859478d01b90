/// From a configuration file to the settings of a shift: reads it, checks it, and fetches its secrets.
@NullMarked
package dev.lockstep.app.settings;

import org.jspecify.annotations.NullMarked;
