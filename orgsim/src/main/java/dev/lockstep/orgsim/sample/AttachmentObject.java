package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.whole;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;

/// Files that belong to other records. The sample has none.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_attachment.htm")
final class AttachmentObject {
    static final String NAME = "Attachment";

    private static final String BODY = "Body";

    private AttachmentObject() {}

    static Blueprint blueprint() {
        var parents = List.of(
                AccountObject.NAME, CaseObject.NAME, ContactObject.NAME, LeadObject.NAME, OpportunityObject.NAME);
        var parent = new Lookup(parents, "Parent", Optional.of("Attachments"), OnParentDelete.CASCADE);
        return new ObjectBuilder(NAME, NAME, "Attachments", "00P")
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.LAYOUTABLE,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.SEARCHABLE,
                        ObjectFlag.SEARCH_LAYOUTABLE)
                .fields(StandardFields.head("Attachment ID"))
                .fields(
                        Field.reference("ParentId", "Parent ID", parent)
                                .required()
                                .without(FieldFlag.UPDATEABLE)
                                .with(FieldFlag.NAME_POINTING, FieldFlag.POLYMORPHIC_FOREIGN_KEY),
                        string("Name", "File Name", 255).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP),
                        checkbox("IsPrivate", "Private").without(FieldFlag.PERMISSIONABLE),
                        string("ContentType", "Content Type", 120).without(FieldFlag.PERMISSIONABLE),
                        whole("BodyLength", "Body Length", 9).readOnly(),
                        Field.blob(BODY, BODY).required(),
                        StandardFields.owner())
                .fields(StandardFields.stamps())
                .fields(textarea("Description", "Description", 500).without(FieldFlag.PERMISSIONABLE))
                .deriving(AttachmentObject::derive)
                .build();
    }

    private static void derive(Draft draft) {
        if (draft.value(BODY) instanceof Value.Blob blob) {
            draft.set("BodyLength", new Value.Whole(blob.bytes().length));
        }
    }
}
