/// The Bulk API 2.0: query and ingest jobs that take their time, and their data and results as CSV.
@NullMarked
package dev.lockstep.orgsim.bulk;

import org.jspecify.annotations.NullMarked;
