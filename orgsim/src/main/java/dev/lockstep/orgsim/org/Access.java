package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What one user may see and write in one state of the org. Never changes.
public final class Access {
    /// All of it.
    public static final Access ALL = new Access();

    private static final Set<ObjectFlag> WRITES =
            EnumSet.of(ObjectFlag.CREATEABLE, ObjectFlag.UPDATEABLE, ObjectFlag.DELETABLE);
    private static final Set<FieldFlag> FIELD_WRITES = EnumSet.of(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE);

    private final Set<String> hiddenObjects = new HashSet<>();
    private final Set<String> readOnlyObjects = new HashSet<>();
    /// Fields as `object.field`, as all sets in small letters.
    private final Set<String> hiddenFields = new HashSet<>();

    private final Set<String> readOnlyFields = new HashSet<>();
    private final Set<String> goneFields = new HashSet<>();
    private final Map<String, AccessRule.FieldShape> shapes = new HashMap<>();
    private final Map<String, List<Predicate<RecordView>>> hiddenRecords = new HashMap<>();
    private boolean seesAllOwners = true;
    private boolean seesEncrypted = true;
    private String userId = "";

    private Access() {}

    /// What the rules leave to the user.
    ///
    /// @param rules those that concern the user
    /// @param condition reads what stands behind WHERE, for records of the object that is named first
    static Access of(OrgUser user, List<AccessRule> rules, Conditions condition) {
        var access = new Access();
        access.userId = user.id();
        rules.forEach(rule -> access.withdraw(rule.withdrawn(), condition));
        return access;
    }

    /// Reads conditions of queries.
    interface Conditions {
        Predicate<RecordView> read(String object, String condition);
    }

    private void withdraw(AccessRule.Withdrawn withdrawn, Conditions conditions) {
        switch (withdrawn) {
            case AccessRule.Records(String object, AccessRule.Choice which) ->
                hiddenRecords
                        .computeIfAbsent(lower(object), _ -> new ArrayList<>())
                        .add(chosen(object, which, conditions));
            case AccessRule.WholeObject(String object) -> hiddenObjects.add(lower(object));
            case AccessRule.ObjectWrites(String object) -> readOnlyObjects.add(lower(object));
            case AccessRule.Field(String object, String field) -> hiddenFields.add(lower(object + "." + field));
            case AccessRule.FieldWrites(String object, String field) -> readOnlyFields.add(lower(object + "." + field));
            case AccessRule.FieldOfAll(String object, String field) -> goneFields.add(lower(object + "." + field));
            case AccessRule.FieldShape shape -> shapes.put(lower(shape.object() + "." + shape.field()), shape);
            case AccessRule.ViewAllData _ -> seesAllOwners = false;
            case AccessRule.ViewEncryptedData _ -> seesEncrypted = false;
        }
    }

    private static Predicate<RecordView> chosen(String object, AccessRule.Choice which, Conditions conditions) {
        return switch (which) {
            case AccessRule.Choice.ByIds(Set<String> ids) -> record -> ids.contains(record.id());
            case AccessRule.Choice.Share(double share, long seed) -> record -> share(record.id(), seed) < share;
            case AccessRule.Choice.Where(String condition) -> conditions.read(object, condition);
        };
    }

    /// A place from 0 to 1 that looks like chance. The multiplier is that of Knuth's linear generator.
    private static double share(String id, long seed) {
        var mixed = (id.hashCode() + seed) * 6_364_136_223_846_793_005L;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    boolean isAll() {
        return this == ALL;
    }

    boolean seesAllOwners() {
        return seesAllOwners;
    }

    public boolean sees(ObjectDefinition object) {
        return isAll() || !hiddenObjects.contains(lower(object.name()));
    }

    public boolean sees(ObjectDefinition object, FieldDefinition field) {
        if (isAll()) {
            return true;
        }
        var name = lower(object.name() + "." + field.name());
        return !hiddenFields.contains(name) && !goneFields.contains(name);
    }

    /// Whether the field is there for nobody.
    boolean isGone(ObjectDefinition object, FieldDefinition field) {
        return !goneFields.isEmpty() && goneFields.contains(lower(object.name() + "." + field.name()));
    }

    /// The field with the type and length that it has now.
    FieldDefinition defined(ObjectDefinition object, FieldDefinition field) {
        return Optional.ofNullable(shapes.get(lower(object.name() + "." + field.name())))
                .map(shape -> field.shaped(
                        shape.type().orElse(field.type()), shape.length().orElse(field.length())))
                .orElse(field);
    }

    /// Whether records of the table may be invisible, so that each has to be looked at.
    public boolean seesAllOf(Table table) {
        if (isAll()) {
            return true;
        }
        var name = lower(table.definition().name());
        return seesAllOwners && !hiddenObjects.contains(name) && !hiddenRecords.containsKey(name);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getdeleted.htm")
    @Assumed(
            reason = "Without View All Data a user sees own records, those that nobody owns, and groups; nothing is"
                    + " shared")
    public boolean sees(RecordView record) {
        if (isAll()) {
            return true;
        }
        if (!sees(record.object()) || (!seesAllOwners && isSomebodyElses(record))) {
            return false;
        }
        return hiddenRecords.getOrDefault(lower(record.object().name()), List.of()).stream()
                .noneMatch(rule -> rule.test(record));
    }

    /// A value of the field as the user sees it.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=sf.fields_about_encrypted_fields.htm&type=5")
    @Assumed(reason = "That text is masked is documented; here each character is, by an asterisk")
    public Value seen(FieldDefinition field, Value value) {
        return !seesEncrypted && field.type() == FieldKind.ENCRYPTEDSTRING && value instanceof Value.Text(var text)
                ? new Value.Text("*".repeat(text.length()))
                : value;
    }

    private boolean isSomebodyElses(RecordView record) {
        var owner = record.object().position(SystemFields.OWNER_ID);
        return !Queues.isGroup(record)
                && owner.isPresent()
                && !record.stored(owner.getAsInt()).equals(new Value.Text(userId));
    }

    boolean mayWrite(ObjectDefinition object) {
        return isAll() || (sees(object) && !readOnlyObjects.contains(lower(object.name())));
    }

    boolean mayWrite(ObjectDefinition object, FieldDefinition field) {
        return isAll() || (sees(object, field) && !readOnlyFields.contains(lower(object.name() + "." + field.name())));
    }

    /// The object as the user finds it described.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm")
    ObjectDefinition described(ObjectDefinition object) {
        if (isAll()) {
            return object;
        }
        var flags = EnumSet.noneOf(ObjectFlag.class);
        flags.addAll(object.flags());
        if (!mayWrite(object)) {
            flags.removeAll(WRITES);
        }
        var fields = object.fields().stream()
                .filter(field -> sees(object, field))
                .map(field -> defined(object, field))
                .map(field -> mayWrite(object, field) ? field : field.without(FIELD_WRITES))
                .toList();
        return object.having(flags, fields);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
