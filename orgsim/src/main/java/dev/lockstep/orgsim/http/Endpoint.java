package dev.lockstep.orgsim.http;

/// One API: it understands requests and carries them out. Refusals are answers in the API's own form, never exceptions.
public interface Endpoint {
    /// Reads what is asked for, without changing anything.
    PreparedCall receive(HttpCall call);

    /// How this API says that the org is away (503).
    Answer unavailable();

    /// How this API says that the simulator itself failed (500).
    Answer broken();
}
