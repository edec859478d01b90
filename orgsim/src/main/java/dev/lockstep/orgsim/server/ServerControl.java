package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Sessions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/// The server around the org: how many requests have arrived, the end of all sessions, the memory in use.
final class ServerControl implements Control {
    private static final String REQUESTS = "/requests";
    private static final String SESSIONS = "/sessions";
    private static final String COLLECTED = "/collected";

    private final RequestCounts requests;
    private final Sessions sessions;

    ServerControl(RequestCounts requests, Sessions sessions) {
        this.requests = requests;
        this.sessions = sessions;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + REQUESTS -> Optional.of(counts());
            case "DELETE " + SESSIONS -> {
                sessions.closeAll();
                yield Optional.of(Answer.empty(204));
            }
            case "POST " + COLLECTED -> Optional.of(collected());
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET " + REQUESTS, "DELETE " + SESSIONS, "POST " + COLLECTED);
    }

    private Answer counts() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total", requests.total());
            json.writeNumberProperty("posts", requests.posts());
            json.writeArrayPropertyStart("requests");
            requests.byOperation().forEach((operation, count) -> {
                json.writeStartObject();
                json.writeStringProperty("api", operation.api().text());
                json.writeStringProperty("operation", operation.name());
                json.writeArrayPropertyStart("objects");
                operation.objects().forEach(json::writeString);
                json.writeEndArray();
                json.writeNumberProperty("count", count);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// What the org needs, rather than what it uses because it is there.
    private static Answer collected() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("heap_bytes", memory.getHeapMemoryUsage().getUsed());
            json.writeEndObject();
        });
    }
}
