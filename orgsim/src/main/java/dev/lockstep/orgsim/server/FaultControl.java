package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What goes wrong: `/orgsim/faults`.
final class FaultControl implements Control {
    private static final String FAULTS = "/faults";
    private static final String KINDS = FAULTS + "/kinds";

    private final FaultPlan faults;

    FaultControl(FaultPlan faults) {
        this.faults = faults;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + FAULTS -> Optional.of(rules(200));
            case "GET " + KINDS -> Optional.of(kinds());
            case "POST " + FAULTS -> {
                faults.add(FaultRuleText.parse(call.entries()));
                yield Optional.of(rules(201));
            }
            case "DELETE " + FAULTS -> {
                faults.clear();
                yield Optional.of(Answer.empty(204));
            }
            default ->
                call.line().matches("DELETE " + FAULTS + "/\\d{1,18}")
                        ? Optional.of(remove(call.numberAtEnd()))
                        : Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET, POST and DELETE " + FAULTS, "DELETE " + FAULTS + "/{number}", "GET " + KINDS);
    }

    private Answer remove(long number) {
        return faults.remove(number)
                ? Answer.empty(204)
                : ControlServlet.error(404, "There is no fault %d.".formatted(number));
    }

    private Answer rules(int status) {
        return JsonBody.answer(status, json -> {
            json.writeStartArray();
            faults.rules().forEach(state -> rule(json, state));
            json.writeEndArray();
        });
    }

    private static void rule(JsonGenerator json, FaultPlan.RuleState state) {
        json.writeStartObject();
        json.writeNumberProperty("number", state.number());
        FaultRuleText.entries(state.rule()).forEach(json::writeStringProperty);
        json.writeNumberProperty("struck", state.struck());
        json.writeBooleanProperty("spent", state.spent());
        json.writeEndObject();
    }

    /// All faults that a rule may name, each with the keys that it alone has.
    private static Answer kinds() {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            FaultRuleText.faults().forEach((name, keys) -> {
                json.writeStartObject();
                json.writeStringProperty("fault", name);
                json.writeArrayPropertyStart("keys");
                keys.forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }
}
