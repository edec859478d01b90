/// How the simulator reads and writes XML, whichever API speaks it.
@NullMarked
package dev.lockstep.orgsim.xml;

import org.jspecify.annotations.NullMarked;
