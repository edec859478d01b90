package dev.lockstep.clients.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.salesforce.api.NoSuchSObjectException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.component.salesforce.api.utils.JsonUtils;
import org.jspecify.annotations.Nullable;

/// What was seen, each under a name of its own.
final class Sightings {
    /// Writes the client's own classes as the client does.
    private static final ObjectMapper JSON = JsonUtils.createObjectMapper();

    private final Map<String, @Nullable Object> seen = new LinkedHashMap<>();

    void see(String name, @Nullable Object what) {
        if (seen.containsKey(name)) {
            throw new IllegalStateException("Seen twice: " + name);
        }
        seen.put(name, what);
    }

    /// How a call was refused; that it wasn't is seen, too.
    void seeRefusal(String name, Runnable call) {
        try {
            call.run();
            see(name, Map.of("refused", false));
        } catch (CamelExecutionException failure) {
            see(name, refusal(Objects.requireNonNullElse(failure.getCause(), failure)));
        }
    }

    private static Map<String, Object> refusal(Throwable cause) {
        if (!(cause instanceof SalesforceException refused)) {
            return Map.of("refused", true, "code", cause.getClass().getName(), "message", String.valueOf(cause));
        }
        List<RestError> errors = refused.getErrors() == null ? List.of() : refused.getErrors();
        RestError first =
                errors.isEmpty() ? new RestError("", String.valueOf(refused.getMessage())) : errors.getFirst();
        return Map.of(
                "refused",
                true,
                "code",
                String.valueOf(first.getErrorCode()),
                "message",
                String.valueOf(first.getMessage()),
                "status",
                refused.getStatusCode(),
                "isUnknownRecord",
                refused instanceof NoSuchSObjectException,
                "fields",
                first.getFields() == null ? List.of() : first.getFields());
    }

    /// Tells what has been seen so far, in a line, to who will kill the program then.
    void tellNow(OutputStream out) throws IOException {
        out.write((JSON.writeValueAsString(seen) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void writeTo(OutputStream out) throws IOException {
        JSON.writeValue(out, seen);
    }
}
