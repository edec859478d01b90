package dev.lockstep.clients.camel;

/// What Camel can be let do, each in a process of its own.
enum Visit {
    SIGN_IN,
    RECORDS,
    COMPOSITES,
    BULK_1,
    BULK_2,
    BULK_2_ABORTED,
    LISTENING,
    PUBSUB,
    PUBSUB_BROKEN,
    PUBSUB_KILLED,
    PUBSUB_AGAIN;

    void make(Given given, Sightings seen) throws Exception {
        switch (this) {
            case SIGN_IN -> SigningIn.make(given, seen);
            case RECORDS -> Records.make(given, seen);
            case COMPOSITES -> Composites.make(given, seen);
            case BULK_1 -> AsyncJobs.make(given, seen);
            case BULK_2 -> BulkJobs.make(given, seen);
            case BULK_2_ABORTED -> BulkJobs.makeAborted(given, seen);
            case LISTENING -> Listening.make(given, seen);
            case PUBSUB -> PubSub.make(given, seen);
            case PUBSUB_BROKEN -> PubSubBreaks.makeOften(given, seen);
            case PUBSUB_KILLED -> PubSubBreaks.makeUntilKilled(given, seen);
            case PUBSUB_AGAIN -> PubSubBreaks.makeAgain(given, seen);
        }
    }
}
