package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An org that is being filled before anybody can reach it.
public final class NewOrg {
    private OrgState state;

    public NewOrg(Schema schema) {
        this(OrgState.empty(schema));
    }

    /// One that has records already.
    public NewOrg(OrgState state) {
        this.state = state;
    }

    /// Puts a record that nobody could create by a call, such as a user. It counts as made by itself.
    ///
    /// @param values field to text in the form of the journal
    /// @return the Id, 18 characters
    public String put(String objectName, Map<String, String> values, Instant at) {
        return put(objectName, values, at, Optional.empty());
    }

    /// The same for a record that somebody has made.
    public String put(String objectName, Map<String, String> values, Instant at, String creatorId) {
        return put(objectName, values, at, Optional.of(creatorId));
    }

    private String put(String objectName, Map<String, String> values, Instant at, Optional<String> creatorId) {
        var object = state.schema().object(objectName).orElseThrow();
        var table = state.table(object);
        var draft = Draft.create(object, table.nextNumber(), at);
        draft.set(SystemFields.ID, new Value.Text(draft.id()));
        for (var field : object.fields()) {
            if (field.type() == FieldKind.BOOLEAN) {
                draft.set(field.name(), new Value.Flag(false));
            }
        }
        values.forEach((name, text) ->
                draft.set(name, ValueText.read(object.field(name).orElseThrow().type(), text)));
        for (var name :
                List.of(SystemFields.CREATED_DATE, SystemFields.LAST_MODIFIED_DATE, SystemFields.SYSTEM_MODSTAMP)) {
            draft.set(name, new Value.Moment(at));
        }
        var creator = new Value.Text(creatorId.orElse(draft.id()));
        draft.set(SystemFields.CREATED_BY_ID, creator);
        draft.set(SystemFields.LAST_MODIFIED_BY_ID, creator);
        table.blueprint().derivation().apply(draft);
        state = state.with(
                table.counting(table.nextNumber() + 1, table.nextAutoNumber()).with(draft.store()));
        return draft.id();
    }

    /// Creates records as a call would, all by the org's own rules. Parents are named by their external ids.
    ///
    /// @param at the stamp of all of them
    public void create(String userId, Instant at, List<InputRecord> records) {
        for (var outcome : tryToCreate(userId, at, records)) {
            if (outcome instanceof SaveOutcome.Refused(var errors)) {
                throw new IllegalArgumentException("A record of the new org is refused: " + errors);
            }
        }
    }

    /// The same for records that may be refused; the others are kept. One outcome a record, in their order.
    public List<SaveOutcome> tryToCreate(String userId, Instant at, List<InputRecord> records) {
        var transaction = new Transaction(state, Users.byId(state, userId).orElseThrow(), at);
        var outcomes = new Saves(transaction).create(records);
        RollUps.update(transaction);
        state = transaction.state();
        return outcomes;
    }

    /// As [#tryToCreate], for records that are there already and named by their Ids.
    public List<SaveOutcome> tryToUpdate(String userId, Instant at, List<InputRecord> records) {
        var transaction = new Transaction(state, Users.byId(state, userId).orElseThrow(), at);
        var outcomes = new Saves(transaction).update(records);
        state = transaction.state();
        return outcomes;
    }

    /// In the order of their making.
    public List<ObjectDefinition> objects() {
        return state.schema().objects();
    }

    /// Archives the activities that are old at that time.
    public void archive(String userId, Instant at) {
        var transaction = new Transaction(state, Users.byId(state, userId).orElseThrow(), at);
        Archive.archive(transaction, new SilentChanges());
        state = transaction.state();
    }

    public OrgState state() {
        return state;
    }
}
