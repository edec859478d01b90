/// The simulated org judged by what nobody of this project made: Salesforce's own client, and a real WSDL.
@NullMarked
package dev.lockstep.verification.foreign;

import org.jspecify.annotations.NullMarked;
