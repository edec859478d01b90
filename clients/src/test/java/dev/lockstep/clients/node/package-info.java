/// Clients from npm. What they are let do stands in scripts, in `src/test/node`.
@NullMarked
package dev.lockstep.clients.node;

import org.jspecify.annotations.NullMarked;
