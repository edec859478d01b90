/// Internal: OAuth in its own words: what is asked for a token and what comes back.
@NullMarked
package dev.lockstep.salesforce.oauth;

import org.jspecify.annotations.NullMarked;
