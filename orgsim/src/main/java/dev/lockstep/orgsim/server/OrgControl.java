package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The org's clock, its limits, and what the platform does by itself: `/orgsim/clock`, `/limits` and `/touch`.
final class OrgControl implements Control {
    private static final String CLOCK = "/clock";
    private static final String LIMITS = "/limits";
    private static final String TOUCH = "/touch";

    private static final long MOST_ADVANCED_S = Duration.ofDays(3660).toSeconds();

    private final SimulatedOrg org;
    private final Behaviours behaviours;

    OrgControl(SimulatedOrg org, Behaviours behaviours) {
        this.org = org;
        this.behaviours = behaviours;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + CLOCK -> Optional.of(clock());
            case "POST " + CLOCK -> Optional.of(advance(call.entries()));
            case "GET " + LIMITS -> Optional.of(limits());
            case "POST " + LIMITS -> Optional.of(limit(call.entries()));
            case "POST " + TOUCH -> Optional.of(touch(call.entries()));
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET and POST " + CLOCK, "GET and POST " + LIMITS, "POST " + TOUCH);
    }

    private Answer advance(Map<String, String> entries) {
        behaviours.clock().advance(Duration.ofSeconds(number(entries, "advance_s", MOST_ADVANCED_S)));
        return clock();
    }

    private Answer clock() {
        var clock = behaviours.clock();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("now", clock.instant().toString());
            json.writeNumberProperty("ahead_s", clock.ahead().toSeconds());
            json.writeNumberProperty("delayed_saves", org.delayedSaves());
            json.writeNumberProperty("blocked_saves", org.blockedSaves());
            json.writeEndObject();
        });
    }

    private Answer limit(Map<String, String> entries) {
        behaviours.apiUsage().limitTo(Math.toIntExact(number(entries, "api_requests", Integer.MAX_VALUE)));
        return limits();
    }

    private Answer limits() {
        var usage = behaviours.apiUsage();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("api_requests", usage.limit());
            json.writeNumberProperty("used", usage.used());
            json.writeEndObject();
        });
    }

    private Answer touch(Map<String, String> entries) {
        int count = Math.toIntExact(number(entries, "count", Integer.MAX_VALUE));
        String name = Optional.ofNullable(entries.get("object"))
                .orElseThrow(() -> new IllegalArgumentException("The request needs an \"object\"."));
        ObjectDefinition object = org.object(name)
                .orElseThrow(() -> new IllegalArgumentException("The org has no object \"%s\".".formatted(name)));
        int touched = org.touch(object, count);
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeNumberProperty("touched", touched);
            json.writeEndObject();
        });
    }

    private static long number(Map<String, String> entries, String key, long most) {
        String text = Optional.ofNullable(entries.get(key))
                .orElseThrow(() -> new IllegalArgumentException("The request needs a number \"%s\".".formatted(key)));
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(
                    "\"%s\" must be a whole number from 0 to %d, not \"%s\".".formatted(key, most, text));
        }
        return Long.parseLong(text);
    }
}
