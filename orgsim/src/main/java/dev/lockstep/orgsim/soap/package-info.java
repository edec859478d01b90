/// The SOAP partner API: envelopes, calls, results and faults as XML.
@NullMarked
package dev.lockstep.orgsim.soap;

import org.jspecify.annotations.NullMarked;
