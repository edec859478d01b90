/// The Bulk API 1.0: jobs whose data, or queries, come in batches, told and read as XML, JSON and CSV.
@NullMarked
package dev.lockstep.orgsim.bulk1;

import org.jspecify.annotations.NullMarked;
