package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;

/// Records of which objects a queue may own: one for each queue and object. They have neither `IsDeleted` nor
/// `LastModifiedDate`.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_queuesobject.htm")
final class QueueSobjectObject {
    static final String NAME = "QueueSobject";

    private QueueSobjectObject() {}

    @Assumed(reason = "What a queue may own is added here and not taken back, though an org allows to delete it")
    static Blueprint blueprint() {
        var queue =
                new Lookup(List.of(GroupObject.NAME), "Queue", Optional.of("QueueSobjects"), OnParentDelete.CASCADE);
        var stamps = StandardFields.stamps();
        return new ObjectBuilder(NAME, "Queue Sobject", "Queue Sobjects", "03g")
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
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
                        Field.id("Queue sObject ID"),
                        Field.reference("QueueId", "Group ID", queue).required().without(FieldFlag.UPDATEABLE),
                        Field.picklist("SobjectType", "sObject Type", 40, "Case", "Lead", "Task", DeliveryObject.NAME)
                                .restricted()
                                .required()
                                .without(FieldFlag.UPDATEABLE))
                .fields(stamps.stream()
                        .filter(field -> field.isNamed("CreatedById") || field.isNamed("SystemModstamp"))
                        .toList())
                .build();
    }
}
