package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.RequestRefusal;
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

    /// How this API says that it refuses a request, whatever it asks for.
    default Answer refused(RequestRefusal refusal) {
        return JsonBody.answer(refusal.status(), json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringProperty("message", refusal.text());
            json.writeStringProperty("errorCode", refusal.code());
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    /// The token of the session by which a request was sent.
    default Optional<String> sessionToken(HttpCall call) {
        return call.accessToken();
    }

    /// How this API says that the simulator itself failed (500).
    Answer broken();
}
