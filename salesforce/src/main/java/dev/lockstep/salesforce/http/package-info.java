/// Internal: HTTP requests that are sent once, and what is known when one breaks off.
@NullMarked
package dev.lockstep.salesforce.http;

import org.jspecify.annotations.NullMarked;
