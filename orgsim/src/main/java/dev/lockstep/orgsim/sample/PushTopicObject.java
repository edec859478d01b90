package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.Value;

/// Records whose queries say which changes clients of the Streaming API are told of.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_pushtopic.htm")
public final class PushTopicObject {
    public static final String NAME = "PushTopic";
    public static final String TOPIC_NAME = "Name";
    public static final String QUERY = "Query";
    public static final String API_VERSION = "ApiVersion";
    public static final String IS_ACTIVE = "IsActive";
    public static final String FIELDS = "NotifyForFields";
    public static final String CREATE = "NotifyForOperationCreate";
    public static final String UPDATE = "NotifyForOperationUpdate";
    public static final String DELETE = "NotifyForOperationDelete";
    public static final String UNDELETE = "NotifyForOperationUndelete";

    private static final String OPERATIONS = "NotifyForOperations";
    private static final int LONGEST_NAME = 25;
    private static final int LONGEST_QUERY = 1300;

    private PushTopicObject() {}

    public static Blueprint blueprint() {
        return new ObjectBuilder(NAME, "Push Topic", "Push Topics", "0IF")
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.LAYOUTABLE,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.REPLICATEABLE,
                        ObjectFlag.SEARCHABLE,
                        ObjectFlag.SEARCH_LAYOUTABLE,
                        ObjectFlag.TRIGGERABLE,
                        ObjectFlag.UNDELETABLE)
                .fields(StandardFields.head("Push Topic ID"))
                .fields(
                        Field.string(TOPIC_NAME, "Topic Name", LONGEST_NAME)
                                .required()
                                .with(FieldFlag.NAME_FIELD, FieldFlag.UNIQUE, FieldFlag.ID_LOOKUP),
                        Field.string(QUERY, "SOQL Query", LONGEST_QUERY)
                                .required()
                                .without(FieldFlag.GROUPABLE),
                        Field.decimal(FieldKind.DOUBLE, API_VERSION, "API Version", 18, 1)
                                .required(),
                        flag(IS_ACTIVE, "Is Active"),
                        Field.picklist(FIELDS, "Notify For Fields", 40, TopicFields.texts())
                                .required()
                                .restricted()
                                .defaultsTo(TopicFields.REFERENCED.text()),
                        Field.picklist(OPERATIONS, "Notify For Operations", 40, "All", "Create", "Extended", "Update")
                                .readOnly()
                                .restricted(),
                        Field.string("Description", "Description", 400).without(FieldFlag.PERMISSIONABLE),
                        flag(CREATE, "Create"),
                        flag(UPDATE, "Update"),
                        flag(DELETE, "Delete"),
                        flag(UNDELETE, "Undelete"))
                .fields(StandardFields.stamps())
                .deriving(PushTopicObject::derive)
                .checking(PushTopicRules::errors)
                .build();
    }

    private static Field flag(String name, String label) {
        return Field.checkbox(name, label).defaultsTo("true").without(FieldFlag.PERMISSIONABLE);
    }

    /// The older field, which can tell of creations and updates alone, follows the newer ones.
    private static void derive(Draft draft) {
        var isCreate = isSet(draft, CREATE);
        var isUpdate = isSet(draft, UPDATE);
        var isMore = isSet(draft, DELETE) || isSet(draft, UNDELETE);
        var text = isMore || !(isCreate || isUpdate)
                ? "Extended"
                : isCreate && isUpdate ? "All" : isCreate ? "Create" : "Update";
        draft.set(OPERATIONS, new Value.Text(text));
    }

    private static boolean isSet(Draft draft, String field) {
        return draft.value(field).equals(new Value.Flag(true));
    }
}
