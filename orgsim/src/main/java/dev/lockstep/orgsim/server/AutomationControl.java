package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;

/// What runs when records are saved: `/orgsim/automation`.
final class AutomationControl {
    static final String AUTOMATION = "/automation";

    private final SimulatedOrg org;

    AutomationControl(SimulatedOrg org) {
        this.org = org;
    }

    /// Empty where the request isn't about automation.
    ///
    /// @param request method and path, as in `GET /automation`
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    Optional<Answer> answer(String request, byte[] body) {
        return switch (request) {
            case "GET " + AUTOMATION -> Optional.of(rules(200));
            case "POST " + AUTOMATION -> {
                org.automation().add(AutomationText.read(org, FlatJson.read(body)));
                yield Optional.of(rules(201));
            }
            case "DELETE " + AUTOMATION -> {
                org.automation().clear();
                yield Optional.of(Answer.empty(204));
            }
            default ->
                request.matches("DELETE " + AUTOMATION + "/\\d{1,18}")
                        ? Optional.of(remove(request))
                        : Optional.empty();
        };
    }

    private Answer remove(String request) {
        long number = Long.parseLong(request.substring(request.lastIndexOf('/') + 1));
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
