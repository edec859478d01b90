/// One request from its bytes to its answer, the same for every API: read, count, meet a fault or not, work, send.
@NullMarked
package dev.lockstep.orgsim.http;

import org.jspecify.annotations.NullMarked;
