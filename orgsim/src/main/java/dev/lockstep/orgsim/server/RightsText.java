package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.org.AccessRule;
import dev.lockstep.orgsim.org.AccessRule.Choice;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.RecordId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// What is withdrawn from users, as JSON without anything nested in it has it:
/// `{"withdrawn": "field", "user": "integration@lockstep.example", "object": "Account", "field": "Phone"}`.
final class RightsText {
    private static final String WITHDRAWN = "withdrawn";
    private static final String USER = "user";
    private static final String OBJECT = "object";
    private static final String FIELD = "field";
    private static final String TYPE = "type";
    private static final String LENGTH = "length";
    private static final String IDS = "ids";
    private static final String SHARE = "share";
    private static final String SEED = "seed";
    private static final String WHERE = "where";

    private static final List<String> NAMES = List.of(
            "records",
            "object",
            "object-writes",
            "field",
            "field-writes",
            "field-of-all",
            "field-shape",
            "view-all-data");

    private final Map<String, String> left;

    private RightsText(Map<String, String> entries) {
        this.left = new LinkedHashMap<>(entries);
    }

    /// Reads a rule's entries.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    static AccessRule read(Map<String, String> entries) {
        var text = new RightsText(entries);
        var rule = new AccessRule(text.take(USER), text.withdrawn());
        if (!text.left.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no place here for \"%s\".".formatted(String.join("\", \"", text.left.keySet())));
        }
        return rule;
    }

    private AccessRule.Withdrawn withdrawn() {
        String name = needed(WITHDRAWN);
        return switch (name) {
            case "records" -> new AccessRule.Records(needed(OBJECT), choice());
            case "object" -> new AccessRule.WholeObject(needed(OBJECT));
            case "object-writes" -> new AccessRule.ObjectWrites(needed(OBJECT));
            case "field" -> new AccessRule.Field(needed(OBJECT), needed(FIELD));
            case "field-writes" -> new AccessRule.FieldWrites(needed(OBJECT), needed(FIELD));
            case "field-of-all" -> new AccessRule.FieldOfAll(needed(OBJECT), needed(FIELD));
            case "field-shape" ->
                new AccessRule.FieldShape(
                        needed(OBJECT), needed(FIELD), take(TYPE).map(RightsText::type), length(take(LENGTH)));
            case "view-all-data" -> new AccessRule.ViewAllData();
            case "view-encrypted-data" -> new AccessRule.ViewEncryptedData();
            default ->
                throw new IllegalArgumentException("Nothing that can be withdrawn is called \"%s\"; there are %s."
                        .formatted(name, String.join(", ", NAMES)));
        };
    }

    private static FieldKind type(String text) {
        return Arrays.stream(FieldKind.values())
                .filter(kind -> kind.describeName().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"%s\" is no type of a field.".formatted(text)));
    }

    private static OptionalInt length(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("\\d{1,6}")) {
            throw new IllegalArgumentException("\"length\" must be a whole number, not \"%s\".".formatted(text.get()));
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private Choice choice() {
        Optional<Choice> byIds = take(IDS).map(RightsText::ids);
        Optional<Choice> where = take(WHERE).map(Choice.Where::new);
        Optional<Choice> share = take(SHARE).map(text -> new Choice.Share(share(text), seed(needed(SEED))));
        List<Choice> given =
                List.of(byIds, where, share).stream().flatMap(Optional::stream).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException("Records are chosen by one of \"ids\", \"where\" and \"share\".");
        }
        return given.getFirst();
    }

    private static Choice ids(String text) {
        return new Choice.ByIds(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(id -> RecordId.parse(id)
                        .orElseThrow(() -> new IllegalArgumentException("\"%s\" is no Id.".formatted(id)))
                        .text18())
                .collect(Collectors.toSet()));
    }

    private static double share(String text) {
        if (!text.matches("[01](\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("\"share\" must be a number such as 0.5, not \"%s\".".formatted(text));
        }
        return Double.parseDouble(text);
    }

    private static long seed(String text) {
        if (!text.matches("-?\\d{1,18}")) {
            throw new IllegalArgumentException("\"seed\" must be a whole number, not \"%s\".".formatted(text));
        }
        return Long.parseLong(text);
    }

    private String needed(String key) {
        return take(key).orElseThrow(() -> new IllegalArgumentException("The request needs \"%s\".".formatted(key)));
    }

    private Optional<String> take(String key) {
        return Optional.ofNullable(left.remove(key)).filter(value -> !value.isBlank());
    }

    /// The entries that [#read] reads back as the same rule.
    static Map<String, String> entries(AccessRule rule) {
        Map<String, String> entries = new LinkedHashMap<>();
        switch (rule.withdrawn()) {
            case AccessRule.Records(String object, Choice which) -> {
                put(entries, "records", object);
                switch (which) {
                    case Choice.ByIds(var ids) ->
                        entries.put(IDS, String.join(",", ids.stream().sorted().toList()));
                    case Choice.Where(String condition) -> entries.put(WHERE, condition);
                    case Choice.Share(double share, long seed) -> {
                        entries.put(SHARE, Double.toString(share));
                        entries.put(SEED, Long.toString(seed));
                    }
                }
            }
            case AccessRule.WholeObject(String object) -> put(entries, "object", object);
            case AccessRule.ObjectWrites(String object) -> put(entries, "object-writes", object);
            case AccessRule.Field(String object, String field) -> put(entries, "field", object, field);
            case AccessRule.FieldWrites(String object, String field) -> put(entries, "field-writes", object, field);
            case AccessRule.FieldOfAll(String object, String field) -> put(entries, "field-of-all", object, field);
            case AccessRule.FieldShape(String object, String field, var type, OptionalInt length) -> {
                put(entries, "field-shape", object, field);
                type.ifPresent(kind -> entries.put(TYPE, kind.describeName()));
                length.ifPresent(most -> entries.put(LENGTH, Integer.toString(most)));
            }
            case AccessRule.ViewAllData _ -> entries.put(WITHDRAWN, "view-all-data");
            case AccessRule.ViewEncryptedData _ -> entries.put(WITHDRAWN, "view-encrypted-data");
        }
        rule.user().ifPresent(name -> entries.put(USER, name));
        return entries;
    }

    private static void put(Map<String, String> entries, String withdrawn, String object) {
        entries.put(WITHDRAWN, withdrawn);
        entries.put(OBJECT, object);
    }

    private static void put(Map<String, String> entries, String withdrawn, String object, String field) {
        put(entries, withdrawn, object);
        entries.put(FIELD, field);
    }
}
