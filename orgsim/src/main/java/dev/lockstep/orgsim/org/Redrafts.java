package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;

/// Changes that the org itself makes to records that it has, in one transaction.
record Redrafts(Transaction transaction, SilentChanges silentChanges) {
    /// The record as it stands in the transaction now.
    Draft of(RecordView record) {
        var id = RecordId.parse(record.id()).orElseThrow();
        var table = transaction.state().table(record.object());
        return Draft.change(
                transaction.state().find(id).orElseThrow(), table.numberOf(id).orElseThrow(), transaction.stamp());
    }

    /// The user has changed the record.
    void stamp(Draft draft) {
        draft.set(SystemFields.LAST_MODIFIED_DATE, new Value.Moment(transaction.stamp()));
        draft.set(
                SystemFields.LAST_MODIFIED_BY_ID,
                new Value.Text(transaction.user().id()));
        stampOfSystem(draft);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm")
    private void stampOfSystem(Draft draft) {
        draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
    }

    /// Points a live record's lookup somewhere else, as a consequence of another record's change.
    void refer(RecordView record, FieldDefinition lookup, Value parent, SilentChange change) {
        var draft = of(record);
        draft.set(lookup.name(), parent);
        if (silentChanges.moving().contains(change)) {
            stampOfSystem(draft);
        }
        transaction.putFollower(draft.store());
    }

    /// Takes an activity out of the sight of ordinary queries.
    void archive(RecordView activity) {
        var draft = of(activity);
        draft.set(SystemFields.IS_ARCHIVED, new Value.Flag(true));
        if (silentChanges.moving().contains(SilentChange.ARCHIVED_ACTIVITY)) {
            stampOfSystem(draft);
        }
        transaction.putFollower(draft.store());
    }
}
