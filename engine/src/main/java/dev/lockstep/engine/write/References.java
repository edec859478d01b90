package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.model.Action;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Entry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which records a change names, and by which key others name its own. Pure.
final class References {
    private final Map<String, Mapping> mappings;

    References(Map<String, Mapping> mappings) {
        this.mappings = mappings;
    }

    /// The key under which others can name the record that the change makes or has made.
    Optional<ParentKey> made(Change change) {
        return made(change.net());
    }

    Optional<ParentKey> made(Entry entry) {
        return entry.action() == Action.INSERT ? key(entry, entry.values()) : Optional.empty();
    }

    /// The key that the change gives to its record.
    Optional<ParentKey> taken(Change change) {
        return change.net().action() == Action.DELETE
                ? Optional.empty()
                : key(change.net(), change.net().values());
    }

    /// The key that another record may have once the change is done.
    Optional<ParentKey> freed(Change change) {
        var freed = key(change.net(), change.net().old());
        return change.net().action() == Action.INSERT || freed.equals(taken(change)) ? Optional.empty() : freed;
    }

    private Optional<ParentKey> key(Entry entry, Map<String, Optional<String>> values) {
        return Optional.ofNullable(mappings.get(entry.table()))
                .flatMap(mapping -> mapping.uniqueIdentifier().flatMap(field -> key(mapping, field, values)));
    }

    private static Optional<ParentKey> key(
            Mapping mapping, FieldDescription field, Map<String, Optional<String>> values) {
        return values.getOrDefault(field.name().columnName(), Optional.empty())
                .map(value -> ParentKey.of(mapping.object(), field, value));
    }

    /// The parents that the change names by an external id, by the column in which it does.
    Map<String, ParentKey> named(Change change) {
        var mapping = mappings.get(change.net().table());
        return mapping == null ? Map.of() : named(mapping, change.net().values());
    }

    private static Map<String, ParentKey> named(Mapping mapping, Map<String, Optional<String>> values) {
        var named = new LinkedHashMap<String, ParentKey>();
        for (var field : mapping.fields()) {
            if (field instanceof MappedField.ByReference reference) {
                values.getOrDefault(field.column(), Optional.empty())
                        .ifPresent(value -> named.put(
                                field.column(), ParentKey.of(reference.parent(), reference.parentKey(), value)));
            }
        }
        return named;
    }

    /// Everything that the change has named or names, before it, in it and after it: keys and Ids.
    Set<Object> touched(Change change) {
        var mapping = mappings.get(change.net().table());
        if (mapping == null) {
            return Set.of();
        }
        var touched = new HashSet<Object>();
        for (var entry : change.entries()) {
            for (var values : List.of(entry.values(), entry.old())) {
                touched.addAll(named(mapping, values).values());
                for (var field : mapping.fields()) {
                    if (field instanceof MappedField.Direct direct
                            && direct.field().type() == FieldType.REFERENCE) {
                        values.getOrDefault(field.column(), Optional.empty())
                                .flatMap(RecordId::read)
                                .ifPresent(touched::add);
                    }
                }
            }
        }
        return touched;
    }
}
