/// The Bulk API 2.0, as far as it queries: jobs that take their time, and their results as CSV.
@NullMarked
package dev.lockstep.orgsim.bulk;

import org.jspecify.annotations.NullMarked;
