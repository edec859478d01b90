/// Internal: the SOAP partner API in its own words, over a transport that never sends a request twice.
@NullMarked
package dev.lockstep.salesforce.soap;

import org.jspecify.annotations.NullMarked;
