package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Optional;

/// What runs when records are saved: `/orgsim/automation`.
final class AutomationControl implements Control {
    private static final String AUTOMATION = "/automation";

    private final SimulatedOrg org;

    AutomationControl(SimulatedOrg org) {
        this.org = org;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + AUTOMATION -> Optional.of(rules(200));
            case "POST " + AUTOMATION -> {
                org.automation().add(AutomationText.read(org, call.entries()));
                yield Optional.of(rules(201));
            }
            case "DELETE " + AUTOMATION -> {
                org.automation().clear();
                yield Optional.of(Answer.empty(204));
            }
            default ->
                call.line().matches("DELETE " + AUTOMATION + "/\\d{1,18}")
                        ? Optional.of(remove(call))
                        : Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET, POST and DELETE " + AUTOMATION, "DELETE " + AUTOMATION + "/{number}");
    }

    private Answer remove(ControlCall call) {
        long number = call.numberAtEnd();
        if (!org.automation().remove(number)) {
            throw new IllegalArgumentException("There is no automation %d.".formatted(number));
        }
        return Answer.empty(204);
    }

    private Answer rules(int status) {
        return JsonBody.answer(status, json -> {
            json.writeStartArray();
            org.automation().hooks().forEach(numbered -> {
                json.writeStartObject();
                json.writeNumberProperty("number", numbered.number());
                AutomationText.entries(org, numbered.hook()).forEach(json::writeStringProperty);
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }
}
