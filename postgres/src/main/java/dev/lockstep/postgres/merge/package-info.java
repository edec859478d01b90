/// Reading's last mile: staged records of the org become rows, without touching what an application changed meanwhile.
@NullMarked
package dev.lockstep.postgres.merge;

import org.jspecify.annotations.NullMarked;
