package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Trait;
import dev.lockstep.orgsim.org.RecordTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The kinds of records that the org's objects have, as records of their own. Calls can't create or change them.
public final class RecordTypeObject {
    private static final String KEY_PREFIX = "012";
    private static final String SOBJECT_TYPE = "SobjectType";
    private static final String DEVELOPER_NAME = "DeveloperName";
    private static final String DESCRIPTION = "Description";
    private static final String IS_ACTIVE = "IsActive";
    private static final String IS_PERSON_TYPE = "IsPersonType";
    private static final int LONGEST_NAME = 80;

    private RecordTypeObject() {}

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_recordtype.htm")
    @Assumed(
            reason =
                    "An org also lets its record types be created and changed by calls; which objects SobjectType lists"
                            + " isn't told here")
    static Blueprint blueprint() {
        return new ObjectBuilder(RecordTypes.OBJECT, "Record Type", "Record Types", KEY_PREFIX)
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
                        ObjectFlag.CREATEABLE,
                        ObjectFlag.DELETABLE,
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.LAYOUTABLE,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.SEARCHABLE,
                        ObjectFlag.SEARCH_LAYOUTABLE,
                        ObjectFlag.TRIGGERABLE,
                        ObjectFlag.UNDELETABLE,
                        ObjectFlag.UPDATEABLE)
                .fields(
                        Field.id("Record Type ID"),
                        text("Name", "Name", LONGEST_NAME)
                                .without(FieldFlag.NILLABLE)
                                .with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP),
                        text(DEVELOPER_NAME, "Record Type Name", LONGEST_NAME).without(FieldFlag.NILLABLE),
                        text("NamespacePrefix", "Namespace Prefix", 15),
                        text(DESCRIPTION, "Description", 255),
                        StandardFields.emptyLookup("BusinessProcessId", "Business Process ID", "BusinessProcess")
                                .readOnly()
                                .without(FieldFlag.SEARCH_PREFILTERABLE),
                        Field.picklist(SOBJECT_TYPE, "SObject Type Name", 40)
                                .readOnly()
                                .without(FieldFlag.NILLABLE)
                                .restricted(),
                        Field.checkbox(IS_ACTIVE, "Active").readOnly())
                .fields(StandardFields.stamps())
                .build();
    }

    private static Field text(String name, String label, int length) {
        return Field.string(name, label, length).readOnly();
    }

    /// Tells the types of accounts that are people, where there are such accounts.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_recordtype.htm")
    static Field isPersonType() {
        return Field.checkbox(IS_PERSON_TYPE, "Is Person Type").readOnly().without(FieldFlag.GROUPABLE);
    }

    /// The field that names a record's type. Its object has record types.
    @Assumed(reason = "Its properties are those of the Account of a recorded org")
    public static Field reference() {
        return Field.reference(
                        RecordTypes.FIELD,
                        "Record Type ID",
                        new Lookup(
                                List.of(RecordTypes.OBJECT),
                                RecordTypes.OBJECT,
                                Optional.empty(),
                                OnParentDelete.CLEAR))
                .without(FieldFlag.PERMISSIONABLE, FieldFlag.SEARCH_PREFILTERABLE);
    }

    /// The object with that field, unless it has it already, and those record types.
    @Assumed(
            reason = "In a custom object the field stands behind the name, as seen; in standard ones it stands where"
                    + " recorded orgs and public descriptions have it")
    public static ObjectDefinition having(ObjectDefinition object, List<RecordTypeDefinition> types) {
        if (object.field(RecordTypes.FIELD).isPresent()) {
            return object.having(types);
        }
        var fields = new ArrayList<>(object.fields());
        var before = switch (object.name()) {
            case "Account", "Case" -> "Type";
            case "Opportunity" -> "AccountId";
            default -> "Name";
        };
        fields.add(
                object.position(before).orElse(fields.size() - 1) + 1,
                reference().build());
        return object.having(object.flags(), fields).having(types);
    }

    /// Puts a record for each of the types that the org's objects have.
    static void putAll(NewOrg org, String creatorId, Instant at) {
        for (var object : org.objects()) {
            for (var type : object.recordTypes()) {
                put(org, object, type, creatorId, at);
            }
        }
    }

    private static void put(
            NewOrg org, ObjectDefinition object, RecordTypeDefinition type, String creatorId, Instant at) {
        var values = new TreeMap<String, String>();
        values.put("Name", type.label());
        values.put(DEVELOPER_NAME, type.developerName());
        type.description().ifPresent(text -> values.put(DESCRIPTION, text));
        values.put(SOBJECT_TYPE, object.name());
        values.put(IS_ACTIVE, Boolean.toString(type.is(Trait.ACTIVE)));
        if (type.is(Trait.OF_PERSONS)) {
            values.put(IS_PERSON_TYPE, "true");
        }
        var id = org.put(RecordTypes.OBJECT, values, at, creatorId);
        if (!id.equals(type.id())) {
            throw new IllegalStateException("The record type " + type.developerName() + " of " + object + " has the Id "
                    + id + " and not " + type.id());
        }
    }
}
