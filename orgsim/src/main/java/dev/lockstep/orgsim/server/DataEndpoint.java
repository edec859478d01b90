package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.bulk.BulkEndpoint;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.http.RequestTarget;
import dev.lockstep.orgsim.http.UploadPlace;
import dev.lockstep.orgsim.rest.RestEndpoint;
import java.util.List;
import java.util.Optional;

/// Everything below `/services/data`: two APIs that differ by a word in the middle of the path.
final class DataEndpoint implements Endpoint {
    /// Where the word stands in `/services/data/vNN.0/jobs`.
    private static final int WORD = 3;

    private final RestEndpoint rest;
    private final BulkEndpoint bulk;

    DataEndpoint(RestEndpoint rest, BulkEndpoint bulk) {
        this.rest = rest;
        this.bulk = bulk;
    }

    @Override
    public Optional<UploadPlace> upload(String method, RequestTarget target) {
        return of(target).upload(method, target);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        return of(call.target()).receive(call);
    }

    private Endpoint of(RequestTarget target) {
        List<String> path = target.segments();
        return path.size() > WORD && path.get(WORD).equals("jobs") ? bulk : rest;
    }

    /// Both say it alike.
    @Override
    public Answer unavailable() {
        return rest.unavailable();
    }

    /// Both say it alike.
    @Override
    public Answer broken() {
        return rest.broken();
    }
}
