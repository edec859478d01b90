package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Optional;

/// What is withdrawn from users: `/orgsim/rights`.
final class RightsControl implements Control {
    private static final String RIGHTS = "/rights";

    private final SimulatedOrg org;

    RightsControl(SimulatedOrg org) {
        this.org = org;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + RIGHTS -> Optional.of(rules(200));
            case "POST " + RIGHTS -> {
                org.withdraw(RightsText.read(call.entries()));
                yield Optional.of(rules(201));
            }
            case "DELETE " + RIGHTS -> {
                org.accessRules().clear();
                yield Optional.of(Answer.empty(204));
            }
            default ->
                call.line().matches("DELETE " + RIGHTS + "/\\d{1,18}") ? Optional.of(giveBack(call)) : Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET, POST and DELETE " + RIGHTS, "DELETE " + RIGHTS + "/{number}");
    }

    private Answer giveBack(ControlCall call) {
        long number = call.numberAtEnd();
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
