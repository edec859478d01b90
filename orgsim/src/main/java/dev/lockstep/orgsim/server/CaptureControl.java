package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.events.Capture;
import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which changes become change events: `/orgsim/capture`.
final class CaptureControl implements Control {
    private static final String CAPTURE = "/capture";
    private static final String OBJECTS = "objects";

    private final Capture capture;

    CaptureControl(Capture capture) {
        this.capture = capture;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + CAPTURE -> Optional.of(captured());
            case "PUT " + CAPTURE -> Optional.of(capture(call.entries()));
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET and PUT " + CAPTURE);
    }

    private Answer captured() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty(OBJECTS, String.join(",", capture.objects()));
            json.writeEndObject();
        });
    }

    private Answer capture(Map<String, String> entries) {
        if (!entries.keySet().equals(Set.of(OBJECTS))) {
            throw new IllegalArgumentException(
                    "There must be \"objects\" and nothing else: names, with commas between them.");
        }
        capture.select(CaptureSettings.names(String.valueOf(entries.get(OBJECTS))));
        return captured();
    }
}
