package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// Whether what a rule names is there.
final class AccessRuleCheck {
    private static final Set<FieldKind> FREE_TEXT =
            EnumSet.of(FieldKind.STRING, FieldKind.TEXTAREA, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL);

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
            case AccessRule.FieldShape shape -> requireSameValues(state, shape);
            case AccessRule.ViewAllData _, AccessRule.ViewEncryptedData _ -> {}
        }
    }

    private static ObjectDefinition object(OrgState state, String name) {
        return state.schema()
                .object(name)
                .orElseThrow(() -> new IllegalArgumentException("The org has no object \"%s\".".formatted(name)));
    }

    /// A field keeps the values that it has, so that its new type has to hold them.
    private static void requireSameValues(OrgState state, AccessRule.FieldShape shape) {
        field(state, shape.object(), shape.field());
        var type =
                object(state, shape.object()).field(shape.field()).orElseThrow().type();
        shape.type().filter(other -> !holdsSameValues(type, other)).ifPresent(other -> {
            throw new IllegalArgumentException("A field of type %s can't become one of type %s here."
                    .formatted(type.describeName(), other.describeName()));
        });
        if (shape.length().isPresent() && !type.isText()) {
            throw new IllegalArgumentException("A field of type %s has no length.".formatted(type.describeName()));
        }
    }

    private static boolean holdsSameValues(FieldKind type, FieldKind other) {
        return type == other
                || (FREE_TEXT.contains(type) && FREE_TEXT.contains(other))
                || (type.isDecimal() && other.isDecimal());
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
            SimulatedOrg.condition(state, object, condition, now);
        } catch (OrgFault fault) {
            throw new IllegalArgumentException(
                    "That is no condition: " + fault.text().strip(), fault);
        }
    }
}
