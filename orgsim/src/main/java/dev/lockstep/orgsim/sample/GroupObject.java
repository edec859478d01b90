package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;
import static dev.lockstep.orgsim.sample.Field.textarea;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sets of users, the queues among them. Nobody is a member of any: this org doesn't know members.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_group.htm")
final class GroupObject {
    static final String NAME = "Group";
    static final String DEVELOPER_NAME = "DeveloperName";

    private static final String[] TYPES = {
        "AllCustomerPortal",
        "ChannelProgramGroup",
        "CollaborationGroup",
        "Manager",
        "ManagerAndSubordinatesInternal",
        "Organization",
        "PRMOrganization",
        "Queue",
        "Regular",
        "Role",
        "RoleAndSubordinates",
        "RoleAndSubordinatesInternal",
        "Territory",
        "TerritoryAndSubordinates"
    };
    private static final Pattern DEVELOPER_NAMES = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");

    private GroupObject() {}

    @Assumed(
            reason = "Whoever may sign in may make and change groups, as users do who manage users; they aren't deleted"
                    + " here, since no document tells what becomes of the records that a queue owns")
    static Blueprint blueprint() {
        var related = new Lookup(List.of("User", "UserRole"), "Related", Optional.empty(), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, NAME, "Groups", "00G")
                .without(
                        ObjectFlag.COMPACT_LAYOUTABLE,
                        ObjectFlag.DELETABLE,
                        ObjectFlag.FEED_ENABLED,
                        ObjectFlag.LAYOUTABLE,
                        ObjectFlag.MRU_ENABLED,
                        ObjectFlag.SEARCH_LAYOUTABLE,
                        ObjectFlag.TRIGGERABLE,
                        ObjectFlag.UNDELETABLE)
                .fields(
                        Field.id("Group ID"),
                        string("Name", "Name", 40).required().with(FieldFlag.NAME_FIELD),
                        string(DEVELOPER_NAME, "Developer Name", 80)
                                .without(FieldFlag.NILLABLE, FieldFlag.PERMISSIONABLE)
                                .with(FieldFlag.DEFAULTED_ON_CREATE),
                        Field.reference("RelatedId", "Related ID", related)
                                .readOnly()
                                .with(FieldFlag.NAME_POINTING, FieldFlag.POLYMORPHIC_FOREIGN_KEY),
                        picklist("Type", "Type", 40, TYPES)
                                .restricted()
                                .without(FieldFlag.UPDATEABLE, FieldFlag.NILLABLE, FieldFlag.PERMISSIONABLE)
                                .defaultsTo("Regular"),
                        text(FieldKind.EMAIL, "Email", "Email", 255).without(FieldFlag.PERMISSIONABLE),
                        StandardFields.emptyLookup(
                                "QueueRoutingConfigId", "Routing Configuration ID", "QueueRoutingConfig"),
                        StandardFields.owner().without(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE),
                        checkbox("DoesSendEmailToMembers", "Send Email to Members")
                                .without(FieldFlag.PERMISSIONABLE),
                        checkbox("DoesIncludeBosses", "Include Bosses").without(FieldFlag.PERMISSIONABLE),
                        textarea("Description", "Description", 1332).without(FieldFlag.PERMISSIONABLE))
                .fields(StandardFields.stamps())
                .deriving(GroupObject::derive)
                .checking(GroupObject::errors)
                .build();
    }

    @Assumed(reason = "A group without a developer name gets one that is made of its name")
    private static void derive(Draft draft) {
        if (draft.value(DEVELOPER_NAME).isAbsent() && draft.value("Name") instanceof Value.Text(var name)) {
            var letters = name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
            draft.set(
                    DEVELOPER_NAME,
                    new Value.Text(
                            letters.isEmpty() || !Character.isLetter(letters.charAt(0)) ? "X" + letters : letters));
        }
    }

    @Assumed(reason = "The form of developer names is documented, and that they are unique; codes and words are ours")
    private static List<SaveError> errors(Draft draft, OrgState state) {
        if (!(draft.value(DEVELOPER_NAME) instanceof Value.Text(var name))
                || !DEVELOPER_NAMES.matcher(name).matches()) {
            return List.of(new SaveError(
                    "INVALID_FIELD",
                    "The developer name has letters, digits and single underscores, begins with a letter and doesn't"
                            + " end with an underscore",
                    DEVELOPER_NAME));
        }
        var table = state.table(draft.object());
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (numbers.hasNext()) {
            var other = table.find(numbers.nextLong()).orElseThrow();
            if (!other.id().equals(draft.id())
                    && other.value(DEVELOPER_NAME) instanceof Value.Text(var taken)
                    && taken.equalsIgnoreCase(name)) {
                return List.of(new SaveError(
                        "DUPLICATE_DEVELOPER_NAME", "This developer name is used already: " + name, DEVELOPER_NAME));
            }
        }
        return List.of();
    }
}
