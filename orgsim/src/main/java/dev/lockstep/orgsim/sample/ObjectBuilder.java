package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.GeneratedRows;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An object while it is being described. It starts as one that can do what ordinary objects can.
public final class ObjectBuilder {
    private final String name;
    private final String label;
    private final String labelPlural;
    private final String keyPrefix;
    private final Set<ObjectFlag> flags = EnumSet.of(
            ObjectFlag.COMPACT_LAYOUTABLE,
            ObjectFlag.CREATEABLE,
            ObjectFlag.DELETABLE,
            ObjectFlag.FEED_ENABLED,
            ObjectFlag.LAYOUTABLE,
            ObjectFlag.MRU_ENABLED,
            ObjectFlag.QUERYABLE,
            ObjectFlag.REPLICATEABLE,
            ObjectFlag.RETRIEVEABLE,
            ObjectFlag.SEARCHABLE,
            ObjectFlag.SEARCH_LAYOUTABLE,
            ObjectFlag.TRIGGERABLE,
            ObjectFlag.UNDELETABLE,
            ObjectFlag.UPDATEABLE);
    private final List<FieldDefinition> fields = new ArrayList<>();
    private Blueprint.Derivation derivation = _ -> {};
    private Blueprint.Check check = (_, _) -> List.of();
    private Optional<GeneratedRows> generated = Optional.empty();
    private List<RecordTypeDefinition> recordTypes = List.of();

    public ObjectBuilder(String name, String label, String labelPlural, String keyPrefix) {
        this.name = name;
        this.label = label;
        this.labelPlural = labelPlural;
        this.keyPrefix = keyPrefix;
        if (name.endsWith("__c")) {
            flags.add(ObjectFlag.CUSTOM);
        }
    }

    public ObjectBuilder with(ObjectFlag... more) {
        flags.addAll(Arrays.asList(more));
        return this;
    }

    public ObjectBuilder without(ObjectFlag... fewer) {
        Arrays.asList(fewer).forEach(flags::remove);
        return this;
    }

    public ObjectBuilder fields(Field... more) {
        return fields(Arrays.asList(more));
    }

    public ObjectBuilder fields(List<Field> more) {
        more.forEach(field -> fields.add(field.build()));
        return this;
    }

    /// Its own record types; the field that names them is described like all others.
    public ObjectBuilder recordTypes(List<RecordTypeDefinition> types) {
        recordTypes = List.copyOf(types);
        return this;
    }

    public ObjectBuilder deriving(Blueprint.Derivation how) {
        derivation = how;
        return this;
    }

    public ObjectBuilder checking(Blueprint.Check how) {
        check = how;
        return this;
    }

    public ObjectBuilder generating(GeneratedRows rows) {
        generated = Optional.of(rows);
        return this;
    }

    public Blueprint build() {
        var object = new ObjectDefinition(name, label, labelPlural, keyPrefix, flags, fields);
        return new Blueprint(recordTypes.isEmpty() ? object : object.having(recordTypes), derivation, generated, check);
    }
}
