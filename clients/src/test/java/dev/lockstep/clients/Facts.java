package dev.lockstep.clients;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a client has seen, by name. Places in it are JSON pointers, such as `/created/id`.
public record Facts(JsonNode told) {
    /// Before the visit.
    public static final Facts NONE = new Facts(JsonNodeFactory.instance.objectNode());

    private static final JsonMapper JSON = new JsonMapper();

    /// A call that was refused.
    ///
    /// @param code as the client tells it; its kind of error where it tells none
    public record Refusal(String code, String message) {}

    static Facts read(String json) {
        return new Facts(JSON.readTree(json));
    }

    public JsonNode at(String place) {
        JsonNode node = told.at(place);
        if (node.isMissingNode()) {
            throw new IllegalStateException("Nothing was told of %s in %s".formatted(place, told.propertyNames()));
        }
        return node;
    }

    public String text(String place) {
        return at(place).asString();
    }

    public int number(String place) {
        return at(place).asInt();
    }

    /// One property of each element, as text; an empty text where it isn't there.
    public List<String> each(String place, String property) {
        return at(place)
                .valueStream()
                .map(element -> element.path(property).asString(""))
                .toList();
    }

    public List<String> texts(String place) {
        return at(place).valueStream().map(JsonNode::asString).toList();
    }

    public boolean isRefused(String name) {
        return at("/" + name + "/refused").asBoolean();
    }

    public Refusal refusal(String name) {
        JsonNode refusal = at("/" + name);
        if (!isRefused(name)) {
            throw new IllegalStateException("%s was not refused: %s".formatted(name, refusal));
        }
        return new Refusal(
                refusal.path("code").asString(refusal.path("name").asString("")), text("/" + name + "/message"));
    }

    /// The names of all calls that were expected to be refused.
    public List<String> refusals() {
        return told.propertyStream()
                .filter(fact -> fact.getValue().has("refused"))
                .map(fact -> fact.getKey())
                .toList();
    }
}
