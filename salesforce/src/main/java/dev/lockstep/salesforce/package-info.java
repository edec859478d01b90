/// All that speaks to an org: sign-in, describe, query and writes, in model and row words outside and protocol
/// words inside.
@NullMarked
package dev.lockstep.salesforce;

import org.jspecify.annotations.NullMarked;
