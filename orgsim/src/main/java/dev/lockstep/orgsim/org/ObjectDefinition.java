package dev.lockstep.orgsim.org;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object of the org with its fields in describe's order. Names are found without regard to case.
public final class ObjectDefinition {
    private final String name;
    private final String label;
    private final String labelPlural;
    private final String keyPrefix;
    private final Set<ObjectFlag> flags;
    private final List<FieldDefinition> fields;
    /// By the name as it is and in small letters: most are asked for as they are.
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, FieldDefinition> byRelationship = new HashMap<>();

    public ObjectDefinition(
            String name,
            String label,
            String labelPlural,
            String keyPrefix,
            Set<ObjectFlag> flags,
            List<FieldDefinition> fields) {
        this.name = name;
        this.label = label;
        this.labelPlural = labelPlural;
        this.keyPrefix = keyPrefix;
        this.flags = Set.copyOf(flags);
        this.fields = List.copyOf(fields);
        for (var position = 0; position < this.fields.size(); position++) {
            var field = this.fields.get(position);
            if (positions.put(lower(field.name()), position) != null) {
                throw new IllegalArgumentException("Two fields of " + name + " are named " + field.name());
            }
            positions.put(field.name(), position);
            field.relationshipName().ifPresent(relationship -> byRelationship.put(lower(relationship), field));
        }
    }

    /// The same object with other fields.
    public ObjectDefinition having(List<FieldDefinition> others) {
        return new ObjectDefinition(name, label, labelPlural, keyPrefix, flags, others);
    }

    public String name() {
        return name;
    }

    public String label() {
        return label;
    }

    public String labelPlural() {
        return labelPlural;
    }

    /// The first three characters of the Ids.
    public String keyPrefix() {
        return keyPrefix;
    }

    public Set<ObjectFlag> flags() {
        return flags;
    }

    public boolean has(ObjectFlag flag) {
        return flags.contains(flag);
    }

    public List<FieldDefinition> fields() {
        return fields;
    }

    public Optional<FieldDefinition> field(String fieldName) {
        var position = place(fieldName);
        return position == null ? Optional.empty() : Optional.of(fields.get(position));
    }

    /// The reference field behind a relationship name such as `Account` or `Account__r`.
    public Optional<FieldDefinition> relationship(String relationshipName) {
        return Optional.ofNullable(byRelationship.get(lower(relationshipName)));
    }

    /// The field's place in [#fields()].
    public OptionalInt position(String fieldName) {
        var position = place(fieldName);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private @Nullable Integer place(String fieldName) {
        var exact = positions.get(fieldName);
        return exact == null ? positions.get(lower(fieldName)) : exact;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
