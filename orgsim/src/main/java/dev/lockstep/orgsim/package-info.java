/// The simulated org: its data and rules below, the protocols of a Salesforce org above.
@NullMarked
package dev.lockstep.orgsim;

import org.jspecify.annotations.NullMarked;
