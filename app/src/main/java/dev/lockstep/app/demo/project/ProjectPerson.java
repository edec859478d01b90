package dev.lockstep.app.demo.project;

import dev.lockstep.app.demo.OrgPerson;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.salesforce.WriteCall;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The person of the check: works in the org over the wire.
final class ProjectPerson implements AutoCloseable {
    private final OrgPerson person;
    private final SampleValues values;
    private final Map<String, ObjectDefinition> objects = new HashMap<>();
    private final Map<String, RecordId> strangers = new HashMap<>();

    /// @param everyObject all that the org has
    ProjectPerson(URI org, List<ObjectDefinition> everyObject, SampleValues values) {
        this.person = new OrgPerson(org);
        this.values = values;
        everyObject.forEach(object -> objects.put(object.name(), object));
    }

    /// Creates the records of rows of one object, whose parents are there.
    int create(List<CheckedRow> rows) {
        var records = person.send(new WriteCall.Create(rows.stream()
                .map(row -> OrgPerson.record(row.object().name(), Optional.empty(), fields(row)))
                .toList()));
        for (int index = 0; index < records.size(); index++) {
            rows.get(index).hasRecord(records.get(index));
        }
        return records.size();
    }

    private static Map<String, String> fields(CheckedRow row) {
        var fields = new LinkedHashMap<String, String>();
        row.values().forEach((field, value) -> fields.put(field.name(), value.orElse("")));
        row.parents()
                .forEach((lookup, parent) ->
                        fields.put(lookup.name(), parent.record().orElseThrow().value()));
        row.strangers().forEach((lookup, stranger) -> fields.put(lookup.name(), stranger.value()));
        return fields;
    }

    /// Writes what the rows must have in this field.
    int update(List<CheckedRow> rows, FieldDefinition field) {
        return person.send(new WriteCall.Update(rows.stream()
                        .map(row -> OrgPerson.record(
                                row.object().name(), row.record(), Map.of(field.name(), row.value(field))))
                        .toList()))
                .size();
    }

    int delete(List<CheckedRow> rows) {
        return person.send(new WriteCall.Delete(
                        rows.stream().map(row -> row.record().orElseThrow()).toList()))
                .size();
    }

    /// Any record of an object that isn't mapped; a new one if there is none.
    RecordId stranger(String object) {
        return strangers.computeIfAbsent(object, name -> {
            var some = person.find(new ObjectName(name), "Id != null LIMIT 1");
            return some.isEmpty() ? create(objects.get(name)) : some.getFirst();
        });
    }

    private RecordId create(@Nullable ObjectDefinition object) {
        if (object == null) {
            throw new IllegalStateException("a lookup leads to an object that the org doesn't have");
        }
        var fields = new LinkedHashMap<String, String>();
        object.fields().stream()
                .filter(CheckedObjects::isRequired)
                .forEach(field -> values.of(field, 0, 0).ifPresent(value -> fields.put(field.name(), value)));
        return person.send(new WriteCall.Create(
                        List.of(OrgPerson.record(new ObjectName(object.name()), Optional.empty(), fields))))
                .getFirst();
    }

    /// What is wrong where the org hasn't the record with all that it must have.
    Optional<String> problem(CheckedRow row) {
        return person.find(row.object().name(), row.soql()).size() == 1
                ? Optional.empty()
                : Optional.of("the record of " + row + " is not as it is due");
    }

    /// What is wrong where the org still has the record.
    Optional<String> problemOfAbsence(CheckedRow row) {
        return person.find(
                                row.object().name(),
                                "Id = '" + row.record().orElseThrow().value() + "'")
                        .isEmpty()
                ? Optional.empty()
                : Optional.of("the record of " + row + " is still there");
    }

    /// What is wrong where the org has a record with all values of a row that it must not have. Only a row with a text
    /// of
    /// this check's own can be told from others.
    Optional<String> problemOfLikeness(CheckedRow row) {
        var isTold = row.values().values().stream().flatMap(Optional::stream).anyMatch(values::isMarked);
        return !isTold || person.find(row.object().name(), row.soql()).isEmpty()
                ? Optional.empty()
                : Optional.of("a record of " + row + " is there");
    }

    @Override
    public void close() {
        person.close();
    }
}
