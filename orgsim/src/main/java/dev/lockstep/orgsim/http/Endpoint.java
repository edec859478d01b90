package dev.lockstep.orgsim.http;

import java.util.Optional;

/// One API: it understands requests and carries them out. Refusals are answers in the API's own form, never exceptions.
public interface Endpoint {
    /// Where the body of a request is put as a file; empty where it is read into memory, as most are.
    default Optional<UploadPlace> upload(String method, RequestTarget target) {
        return Optional.empty();
    }

    /// Reads what is asked for, without changing anything.
    PreparedCall receive(HttpCall call);

    /// How this API says that the org is away (503).
    Answer unavailable();

    /// How this API says that the simulator itself failed (500).
    Answer broken();
}
