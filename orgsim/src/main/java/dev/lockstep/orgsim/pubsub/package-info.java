/// The Pub/Sub API: change events by gRPC, encoded by Avro.
@NullMarked
package dev.lockstep.orgsim.pubsub;

import org.jspecify.annotations.NullMarked;
