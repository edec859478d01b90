package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads records by their Ids.
final class StoredRecords {
    private static final String ID = "Id";
    private static final String IS_DELETED = "IsDeleted";

    private final SimulatedOrg org;

    StoredRecords(SimulatedOrg org) {
        this.org = org;
    }

    /// One record with the fields that are asked for, all where nothing is said.
    ///
    /// @throws RestRefusal when it isn't there
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve_get.htm")
    QueryRow one(RestCall call, ObjectDefinition object, RecordId id) {
        List<String> fields = call.http()
                .parameter("fields")
                .map(names -> fields(object, Arrays.asList(names.split(",", -1))))
                .orElseGet(() ->
                        object.fields().stream().map(FieldDefinition::name).toList());
        requireLive(object, id);
        QueryRow row = live(object, fields, List.of(id)).get(id.text18());
        if (row == null) {
            throw deleted();
        }
        return row;
    }

    /// The rows of the records that are there, by Id.
    Map<String, QueryRow> live(ObjectDefinition object, List<String> fields, Collection<RecordId> ids) {
        return rows(object, fields, ids, QueryScope.WITH_ARCHIVED);
    }

    /// The fields' names as the org spells them, each once, and the Id.
    @Assumed(reason = "The Id is told whether it was asked for or not")
    static List<String> fields(ObjectDefinition object, List<String> names) {
        List<String> fields = new ArrayList<>();
        for (String name : names) {
            FieldDefinition field = object.field(name.strip())
                    .orElseThrow(() -> new RestRefusal(
                            400,
                            "INVALID_FIELD",
                            "No such column '%s' on sobject of type %s".formatted(name.strip(), object)));
            fields.add(field.name());
        }
        fields.add(ID);
        return fields.stream().distinct().toList();
    }

    private void requireLive(ObjectDefinition object, RecordId id) {
        boolean isMarked = object.field(IS_DELETED).isPresent();
        QueryRow row = rows(object, List.of(ID, isMarked ? IS_DELETED : ID), List.of(id), QueryScope.WITH_DELETED)
                .get(id.text18());
        if (row == null) {
            throw RestRefusal.notFound();
        }
        if (row.cells().contains(new QueryRow.Cell(IS_DELETED, new Value.Flag(true)))) {
            throw deleted();
        }
    }

    private static RestRefusal deleted() {
        return new RestRefusal(404, "ENTITY_IS_DELETED", "entity is deleted");
    }

    private Map<String, QueryRow> rows(
            ObjectDefinition object, List<String> fields, Collection<RecordId> ids, QueryScope scope) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String columns = fields.stream().distinct().collect(Collectors.joining(","));
        String wanted = ids.stream().map(id -> "'" + id.text18() + "'").collect(Collectors.joining(","));
        var answer = org.query("SELECT %s FROM %s WHERE Id IN (%s)".formatted(columns, object, wanted), scope);
        Map<String, QueryRow> rows = new HashMap<>();
        answer.rows(0, ids.size()).forEach(row -> row.id().ifPresent(id -> rows.put(id, row)));
        return rows;
    }
}
