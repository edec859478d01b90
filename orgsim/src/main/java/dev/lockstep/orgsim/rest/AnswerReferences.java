package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What later parts of a composite request know of the answers to earlier ones: `@{account.id}`,
/// `@{found.records[0].Id}`.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite_post.htm")
final class AnswerReferences {
    /// Gives back no step that it has taken, or thousands of them would need as many frames of the stack.
    private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)((?:\\.\\w+|\\[\\d{1,6}])*+)}");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\d+)]");

    private final Map<String, JsonValue> bodies = new HashMap<>();

    /// A reference that leads nowhere, most often because what it refers to has failed.
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1;

        private Unresolved(String reference, String part) {
            super("Invalid reference specified. No value for %s found in %s".formatted(reference, part));
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    void know(String part, JsonValue body) {
        bodies.put(part, body);
    }

    /// The names of the parts that a text refers to.
    static Set<String> named(String text) {
        return REFERENCE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /// The text with values in the places of references.
    ///
    /// @param spelled how a value is written there
    String resolve(String text, UnaryOperator<String> spelled) throws Unresolved {
        Matcher references = REFERENCE.matcher(text);
        var resolved = new StringBuilder();
        while (references.find()) {
            String value = value(references.toMatchResult());
            references.appendReplacement(resolved, Matcher.quoteReplacement(spelled.apply(value)));
        }
        return references.appendTail(resolved).toString();
    }

    /// The same with all texts in it resolved.
    JsonValue resolve(JsonValue value) throws Unresolved {
        return switch (value) {
            case JsonValue.Null empty -> empty;
            case JsonValue.Scalar scalar ->
                new JsonValue.Scalar(scalar.token(), resolve(scalar.text(), UnaryOperator.identity()), scalar.place());
            case JsonValue.Items items -> {
                var resolved = new ArrayList<JsonValue>();
                for (JsonValue item : items.items()) {
                    resolved.add(resolve(item));
                }
                yield new JsonValue.Items(resolved, items.place());
            }
            case JsonValue.Group group -> {
                var resolved = new LinkedHashMap<String, JsonValue>();
                for (Map.Entry<String, JsonValue> member : group.members().entrySet()) {
                    resolved.put(member.getKey(), resolve(member.getValue()));
                }
                yield new JsonValue.Group(resolved, group.place());
            }
        };
    }

    @Assumed(reason = "The words were seen in public reports")
    private String value(MatchResult reference) throws Unresolved {
        String part = reference.group(1);
        Optional<JsonValue> at = Optional.ofNullable(bodies.get(part));
        Matcher steps = STEP.matcher(reference.group(2));
        while (steps.find()) {
            MatchResult step = steps.toMatchResult();
            at = at.flatMap(value -> below(value, step));
        }
        if (at.isPresent() && at.get() instanceof JsonValue.Scalar scalar) {
            return scalar.text();
        }
        throw new Unresolved(part + reference.group(2), part);
    }

    private static Optional<JsonValue> below(JsonValue value, MatchResult step) {
        return switch (value) {
            case JsonValue.Group group
            when step.group(1) != null -> Optional.ofNullable(group.members().get(step.group(1)));
            case JsonValue.Items(List<JsonValue> items, var _)
            when step.group(2) != null ->
                items.stream().skip(Integer.parseInt(step.group(2))).findFirst();
            default -> Optional.empty();
        };
    }
}
