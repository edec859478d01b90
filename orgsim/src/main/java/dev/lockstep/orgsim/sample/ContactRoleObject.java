package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;

/// What contacts are in deals. Such records have no recycle bin: a deletion is for good. The sample has none.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunitycontactrole.htm")
final class ContactRoleObject {
    static final String NAME = "OpportunityContactRole";

    private static final String[] ROLES = {
        "Business User",
        "Decision Maker",
        "Economic Buyer",
        "Economic Decision Maker",
        "Evaluator",
        "Executive Sponsor",
        "Influencer",
        "Technical Buyer",
        "Other"
    };

    private ContactRoleObject() {}

    static Blueprint blueprint() {
        var label = "Opportunity Contact Role";
        var head = StandardFields.head("Contact Role ID");
        return new ObjectBuilder(NAME, label, label, "00K")
                .without(
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.SEARCHABLE,
                        ObjectFlag.SEARCH_LAYOUTABLE,
                        ObjectFlag.UNDELETABLE)
                .fields(
                        head.getFirst(),
                        parent("OpportunityId", OpportunityObject.NAME).without(FieldFlag.UPDATEABLE),
                        parent("ContactId", ContactObject.NAME),
                        Field.picklist("Role", "Role", 40, ROLES).without(FieldFlag.PERMISSIONABLE),
                        Field.checkbox("IsPrimary", "Primary").without(FieldFlag.PERMISSIONABLE))
                .fields(StandardFields.stamps())
                .fields(head.getLast())
                .build();
    }

    private static Field parent(String name, String object) {
        var lookup =
                new Lookup(List.of(object), object, Optional.of("OpportunityContactRoles"), OnParentDelete.CASCADE);
        return Field.reference(name, object + " ID", lookup).required().without(FieldFlag.SEARCH_PREFILTERABLE);
    }
}
