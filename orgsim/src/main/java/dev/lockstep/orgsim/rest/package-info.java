/// The REST data API: versions, limits, describe and queries as JSON.
@NullMarked
package dev.lockstep.orgsim.rest;

import org.jspecify.annotations.NullMarked;
