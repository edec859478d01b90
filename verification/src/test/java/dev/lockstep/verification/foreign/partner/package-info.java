/// A program that knows nothing of ours: Salesforce's own client, unmodified, calls an org and tells what it saw. It
/// runs
/// in a process whose class path holds that client and this package alone.
@NullMarked
package dev.lockstep.verification.foreign.partner;

import org.jspecify.annotations.NullMarked;
