package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.automation.AfterSave;
import dev.lockstep.orgsim.automation.AssignmentRule;
import dev.lockstep.orgsim.automation.FieldChange;
import dev.lockstep.orgsim.automation.RecordRule;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SaveHook;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ready-made automation as JSON without anything nested in it has it:
/// `{"automation": "round-field", "object": "Opportunity", "field": "Amount", "digits": 0}`.
final class AutomationText {
    private static final String AUTOMATION = "automation";
    private static final String OBJECT = "object";
    private static final String FIELD = "field";
    private static final String DIGITS = "digits";
    private static final String VALUE = "value";
    private static final String WHERE = "where";
    private static final String MESSAGE = "message";
    private static final String TIME = "time_s";
    private static final String OWNER = "owner";
    private static final String RULE_ID = "rule_id";

    private static final List<String> NAMES = List.of(
            "trim-field",
            "round-field",
            "default-field",
            "validation-rule",
            "deletion-rule",
            "duplicate-alert",
            "duplicate-block",
            "create-contact",
            "take-time",
            "fail",
            "assignment-rule");
    private static final List<String> ASSIGNED = List.of("Case", "Lead");

    /// The Ids of the assignment rules of cases and leads, of which one can be active each.
    private static final Map<String, String> RULE_IDS = Map.of("Case", "01Q000000000001", "Lead", "01Q000000000002");

    private final SimulatedOrg org;
    private final Map<String, String> left;

    private AutomationText(SimulatedOrg org, Map<String, String> entries) {
        this.org = org;
        this.left = new LinkedHashMap<>(entries);
    }

    /// Reads a hook's entries.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    static SaveHook read(SimulatedOrg org, Map<String, String> entries) {
        var text = new AutomationText(org, entries);
        var hook = text.hook();
        if (!text.left.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no place here for \"%s\".".formatted(String.join("\", \"", text.left.keySet())));
        }
        return hook;
    }

    private SaveHook hook() {
        String name = needed(AUTOMATION);
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "No automation is called \"%s\"; there are %s.".formatted(name, String.join(", ", NAMES)));
        }
        ObjectDefinition object = name.equals("create-contact") ? object("Account") : object(needed(OBJECT));
        return switch (name) {
            case "trim-field" -> change(object, new FieldChange.How.Trim());
            case "round-field" -> change(object, new FieldChange.How.Round(number(DIGITS, 18)));
            case "default-field" -> filled(object);
            case "validation-rule" ->
                new RecordRule(object.name(), new RecordRule.Rule.Validation(condition(object), needed(MESSAGE)));
            case "deletion-rule" ->
                new RecordRule(object.name(), new RecordRule.Rule.Deletion(condition(object), needed(MESSAGE)));
            case "duplicate-alert" ->
                new RecordRule(object.name(), new RecordRule.Rule.Duplicate(field(object), false));
            case "duplicate-block" -> new RecordRule(object.name(), new RecordRule.Rule.Duplicate(field(object), true));
            case "create-contact" -> contact(object);
            case "take-time" ->
                new AfterSave(object.name(), new AfterSave.What.TakeTime(Duration.ofSeconds(number(TIME, 1_000_000))));
            case "fail" -> new AfterSave(object.name(), new AfterSave.What.Fail(needed(MESSAGE)));
            default -> assignment(object);
        };
    }

    private SaveHook change(ObjectDefinition object, FieldChange.How how) {
        return new FieldChange(object.name(), field(object), how);
    }

    private SaveHook filled(ObjectDefinition object) {
        String text = needed(VALUE);
        FieldDefinition field = field(object);
        if (field.type() == FieldKind.REFERENCE || !field.takes(text)) {
            throw new IllegalArgumentException("%s can't hold \"%s\".".formatted(field.name(), text));
        }
        return new FieldChange(object.name(), field, new FieldChange.How.Fill(text));
    }

    private String condition(ObjectDefinition object) {
        String condition = needed(WHERE);
        org.requireCondition(object, condition);
        return condition;
    }

    private SaveHook contact(ObjectDefinition account) {
        object("Contact");
        return new AfterSave(account.name(), new AfterSave.What.CreateContact());
    }

    private SaveHook assignment(ObjectDefinition object) {
        String ruleId = RULE_IDS.get(object.name());
        if (ruleId == null) {
            throw new IllegalArgumentException(
                    "Assignment rules are for %s, not for %s.".formatted(String.join(" and ", ASSIGNED), object));
        }
        String name = needed(OWNER);
        String ownerId = org.userByName(name)
                .map(OrgUser::id)
                .or(() -> org.queue(object, name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The org has no such owner; a user name is needed, or the developer name of a queue that may own %s."
                                .formatted(object)));
        return new AssignmentRule(
                object.name(), ownerId, RecordId.parse(ruleId).orElseThrow().text18());
    }

    private ObjectDefinition object(String name) {
        return org.object(name)
                .orElseThrow(() -> new IllegalArgumentException("The org has no object \"%s\".".formatted(name)));
    }

    private FieldDefinition field(ObjectDefinition object) {
        String name = needed(FIELD);
        FieldDefinition field = object.field(name)
                .orElseThrow(() -> new IllegalArgumentException("%s has no field \"%s\".".formatted(object, name)));
        if (field.type() == FieldKind.ID
                || field.type().isCompound()
                || field.formula().isPresent()) {
            throw new IllegalArgumentException("Automation can't touch %s.".formatted(field.name()));
        }
        return field;
    }

    private int number(String key, int most) {
        String text = needed(key);
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "\"%s\" must be a whole number from 0 to %d, not \"%s\".".formatted(key, most, text));
        }
        return Integer.parseInt(text);
    }

    private String needed(String key) {
        return Optional.ofNullable(left.remove(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("The request needs \"%s\".".formatted(key)));
    }

    /// What a hook is; of one that was made in Java, its class.
    static Map<String, String> entries(SimulatedOrg org, SaveHook hook) {
        Map<String, String> entries = new LinkedHashMap<>();
        switch (hook) {
            case FieldChange(String object, FieldDefinition field, FieldChange.How how) -> {
                String name = switch (how) {
                    case FieldChange.How.Trim _ -> "trim-field";
                    case FieldChange.How.Round _ -> "round-field";
                    case FieldChange.How.Fill _ -> "default-field";
                };
                put(entries, name, object);
                entries.put(FIELD, field.name());
                if (how instanceof FieldChange.How.Round(int digits)) {
                    entries.put(DIGITS, Integer.toString(digits));
                }
                if (how instanceof FieldChange.How.Fill(String text)) {
                    entries.put(VALUE, text);
                }
            }
            case RecordRule(String object, RecordRule.Rule.Validation rule) -> {
                put(entries, "validation-rule", object);
                entries.put(WHERE, rule.condition());
                entries.put(MESSAGE, rule.message());
            }
            case RecordRule(String object, RecordRule.Rule.Deletion rule) -> {
                put(entries, "deletion-rule", object);
                entries.put(WHERE, rule.condition());
                entries.put(MESSAGE, rule.message());
            }
            case RecordRule(String object, RecordRule.Rule.Duplicate rule) -> {
                put(entries, rule.isBlock() ? "duplicate-block" : "duplicate-alert", object);
                entries.put(FIELD, rule.field().name());
            }
            case AfterSave(String object, AfterSave.What.CreateContact _) -> put(entries, "create-contact", object);
            case AfterSave(String object, AfterSave.What.TakeTime what) -> {
                put(entries, "take-time", object);
                entries.put(TIME, Long.toString(what.time().toSeconds()));
            }
            case AfterSave(String object, AfterSave.What.Fail what) -> {
                put(entries, "fail", object);
                entries.put(MESSAGE, what.message());
            }
            case AssignmentRule(String object, String ownerId, String id) -> {
                put(entries, "assignment-rule", object);
                entries.put(
                        OWNER,
                        org.user(ownerId)
                                .map(OrgUser::username)
                                .or(() -> org.queueName(ownerId))
                                .orElse(ownerId));
                entries.put(RULE_ID, id);
            }
            default -> entries.put(AUTOMATION, hook.getClass().getName());
        }
        return entries;
    }

    private static void put(Map<String, String> entries, String automation, String object) {
        entries.put(AUTOMATION, automation);
        entries.put(OBJECT, object);
    }
}
