package dev.lockstep.orgsim.pubsub;

/// What streams of subscribers are served with.
record Serving(PubSubParts parts, Requests requests, Topics topics, Schemas schemas, PubSubSettings settings) {
    static Serving of(PubSubParts parts, PubSubSettings settings) {
        var schemas = new Schemas(parts.org());
        return new Serving(parts, new Requests(parts), new Topics(parts, schemas), schemas, settings);
    }
}
