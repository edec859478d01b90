package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.soql.Soql;
import java.time.Instant;

/// Whether what a rule names is there.
final class AccessRuleCheck {
    private AccessRuleCheck() {}

    /// Refuses a rule about what isn't there.
    ///
    /// @throws IllegalArgumentException with one sentence that says what isn't there
    static void require(OrgState state, AccessRule rule, Instant now) {
        rule.user().ifPresent(name -> {
            if (Users.byName(state, name).isEmpty()) {
                throw new IllegalArgumentException("The org has no user \"%s\".".formatted(name));
            }
        });
        switch (rule.withdrawn()) {
            case AccessRule.Records(String object, AccessRule.Choice which) -> {
                object(state, object);
                if (which instanceof AccessRule.Choice.Where(String condition)) {
                    requireCondition(state, object, condition, now);
                }
            }
            case AccessRule.WholeObject(String object) -> object(state, object);
            case AccessRule.ObjectWrites(String object) -> object(state, object);
            case AccessRule.Field(String object, String field) -> field(state, object, field);
            case AccessRule.FieldWrites(String object, String field) -> field(state, object, field);
            case AccessRule.FieldOfAll(String object, String field) -> field(state, object, field);
            case AccessRule.ViewAllData _ -> {}
        }
    }

    private static ObjectDefinition object(OrgState state, String name) {
        return state.schema()
                .object(name)
                .orElseThrow(() -> new IllegalArgumentException("The org has no object \"%s\".".formatted(name)));
    }

    private static void field(OrgState state, String object, String name) {
        var field = object(state, object)
                .field(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("%s has no field \"%s\".".formatted(object(state, object), name)));
        if (field.type() == FieldKind.ID || field.name().equals(SystemFields.SYSTEM_MODSTAMP)) {
            throw new IllegalArgumentException("%s can't be withdrawn.".formatted(field.name()));
        }
    }

    /// Refuses what can't stand behind WHERE in a query of the object.
    ///
    /// @throws IllegalArgumentException when it is no condition
    static void requireCondition(OrgState state, String object, String condition, Instant now) {
        try {
            Soql.condition(state, object, condition, now);
        } catch (OrgFault fault) {
            throw new IllegalArgumentException(
                    "That is no condition: " + fault.text().strip(), fault);
        }
    }
}
