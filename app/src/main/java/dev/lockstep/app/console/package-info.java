/// What a person sees in the terminal: sentences, tables, and each change as it crosses.
@NullMarked
package dev.lockstep.app.console;

import org.jspecify.annotations.NullMarked;
