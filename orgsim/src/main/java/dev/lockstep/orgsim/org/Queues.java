package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The queues of the org, and the records of which objects they may own.
final class Queues {
    private static final String GROUP = "Group";
    private static final String NAME = "DeveloperName";
    private static final String ALLOWED = "QueueSobject";
    private static final Value QUEUE = new Value.Text("Queue");

    private Queues() {}

    /// Why the record can't have the owner that it is about to get; nothing where that is a user.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_queuesobject.htm")
    @Assumed(
            reason = "Code and words are those of public reports; a group that is no queue is refused like a wrong one")
    static List<SaveError> errors(Draft draft, OrgState state) {
        if (!draft.has(SystemFields.OWNER_ID)
                || !draft.isChanged(SystemFields.OWNER_ID)
                || !(draft.value(SystemFields.OWNER_ID) instanceof Value.Text(var owner))) {
            return List.of();
        }
        return group(owner, state)
                .filter(group -> !mayOwn(group, draft.object(), state))
                .map(_ -> new SaveError(
                        "INVALID_OPERATION", "Queue not associated with this SObject type", SystemFields.OWNER_ID))
                .stream()
                .toList();
    }

    private static Optional<RecordView> group(String id, OrgState state) {
        return RecordId.parse(id).flatMap(state::find).filter(Queues::isGroup);
    }

    static boolean isGroup(RecordView record) {
        return record.object().name().equals(GROUP);
    }

    private static boolean mayOwn(RecordView group, ObjectDefinition object, OrgState state) {
        var allowed = state.schema().object(ALLOWED);
        return group.value("Type").equals(QUEUE)
                && (allowed.isEmpty()
                        || records(allowed.get(), state).stream()
                                .anyMatch(one -> one.value("QueueId").equals(new Value.Text(group.id()))
                                        && one.value("SobjectType").equals(new Value.Text(object.name()))));
    }

    private static List<RecordView> records(ObjectDefinition object, OrgState state) {
        var records = new ArrayList<RecordView>();
        state.table(object).stored().forEachRemaining(records::add);
        return records;
    }

    /// The Id of the queue of that developer name that may own records of the object.
    static Optional<String> byName(OrgState state, ObjectDefinition object, String name) {
        return state.schema().object(GROUP).stream()
                .flatMap(group -> records(group, state).stream())
                .filter(group -> group.value(NAME) instanceof Value.Text(var text) && text.equalsIgnoreCase(name))
                .filter(group -> mayOwn(group, object, state))
                .map(RecordView::id)
                .findFirst();
    }

    /// The developer name of the queue of that Id.
    static Optional<String> name(OrgState state, String id) {
        return group(id, state)
                .map(group -> group.value(NAME))
                .flatMap(value -> value instanceof Value.Text(var name) ? Optional.of(name) : Optional.empty());
    }
}
