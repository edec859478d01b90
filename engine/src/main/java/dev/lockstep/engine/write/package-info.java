/// PostgreSQL to Salesforce: claim, plan, send, settle, and the read-back that follows.
@NullMarked
package dev.lockstep.engine.write;

import org.jspecify.annotations.NullMarked;
