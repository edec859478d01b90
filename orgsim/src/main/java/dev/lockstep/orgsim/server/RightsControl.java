package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;

/// What is withdrawn from users: `/orgsim/rights`.
final class RightsControl {
    static final String RIGHTS = "/rights";

    private final SimulatedOrg org;

    RightsControl(SimulatedOrg org) {
        this.org = org;
    }

    /// Empty where the request isn't about rights.
    ///
    /// @param request method and path, as in `GET /rights`
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    Optional<Answer> answer(String request, byte[] body) {
        return switch (request) {
            case "GET " + RIGHTS -> Optional.of(rules(200));
            case "POST " + RIGHTS -> {
                org.withdraw(RightsText.read(FlatJson.read(body)));
                yield Optional.of(rules(201));
            }
            case "DELETE " + RIGHTS -> {
                org.accessRules().clear();
                yield Optional.of(Answer.empty(204));
            }
            default ->
                request.matches("DELETE " + RIGHTS + "/\\d{1,18}") ? Optional.of(giveBack(request)) : Optional.empty();
        };
    }

    private Answer giveBack(String request) {
        long number = Long.parseLong(request.substring(request.lastIndexOf('/') + 1));
        if (!org.accessRules().remove(number)) {
            throw new IllegalArgumentException("Nothing is withdrawn by the number %d.".formatted(number));
        }
        return Answer.empty(204);
    }

    private Answer rules(int status) {
        return JsonBody.answer(status, json -> {
            json.writeStartArray();
            org.accessRules().rules().forEach(numbered -> {
                json.writeStartObject();
                json.writeNumberProperty("number", numbered.number());
                RightsText.entries(numbered.rule()).forEach(json::writeStringProperty);
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }
}
