/// Salesforce to PostgreSQL: load, poll and read-back of one mapping, each through staging and the merge.
@NullMarked
package dev.lockstep.engine.read;

import org.jspecify.annotations.NullMarked;
