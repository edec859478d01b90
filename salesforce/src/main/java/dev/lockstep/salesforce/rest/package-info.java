/// Internal: the REST data API in its own words: addresses of resources and readers of answers.
@NullMarked
package dev.lockstep.salesforce.rest;

import org.jspecify.annotations.NullMarked;
