package dev.lockstep.orgsim.org;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All records of the org at one moment. Never changes, so whoever holds it reads in peace.
public final class OrgState {
    private final Schema schema;
    private final Map<String, Table> tables;
    private final Access access;

    private OrgState(Schema schema, Map<String, Table> tables, Access access) {
        this.schema = schema;
        this.tables = tables;
        this.access = access;
    }

    /// The same records, of which somebody may see and write what that says.
    OrgState seenBy(Access other) {
        return other == access ? this : new OrgState(schema, tables, other);
    }

    /// What may be seen and written. All is there nevertheless: who reads has to ask.
    public Access access() {
        return access;
    }

    static OrgState empty(Schema schema) {
        var tables = new HashMap<String, Table>();
        for (var blueprint : schema.blueprints()) {
            tables.put(blueprint.definition().name(), Table.empty(blueprint));
        }
        return new OrgState(schema, tables, Access.ALL);
    }

    public Schema schema() {
        return schema;
    }

    public Table table(ObjectDefinition object) {
        var table = tables.get(object.name());
        if (table == null) {
            throw new IllegalArgumentException("The org has no object " + object);
        }
        return table;
    }

    /// The record of that Id, deleted or not.
    public Optional<RecordView> find(RecordId id) {
        return schema.objectOf(id).flatMap(object -> table(object).find(id));
    }

    /// With the object's numbers going on where that table's do, where they aren't further already.
    OrgState countingOn(Table other) {
        var own = table(other.definition());
        return with(own.counting(
                Math.max(own.nextNumber(), other.nextNumber()),
                Math.max(own.nextAutoNumber(), other.nextAutoNumber())));
    }

    OrgState with(Table table) {
        var changed = new HashMap<>(tables);
        changed.put(table.definition().name(), table);
        return new OrgState(schema, changed, access);
    }
}
