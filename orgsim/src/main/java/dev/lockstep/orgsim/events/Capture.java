package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordTypes;
import dev.lockstep.orgsim.org.Schema;
import dev.lockstep.orgsim.sample.PushTopicObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which objects' changes become change events, and who may not have them.
///
/// Safe for use by several threads.
public final class Capture {
    @Assumed(
            reason = "An org captures nothing at first; here as many objects as an org's licence allows are captured,"
                    + " those that clients are most often tried with")
    private static final List<String> PREFERRED =
            List.of("Account", "Contact", "Lead", "Opportunity", "Delivery__c", "Case");

    private static final Set<String> WITHOUT_EVENTS =
            Set.of(PushTopicObject.NAME, RecordTypes.OBJECT, "Group", "QueueSobject");

    private final int most;
    private final Schema schema;
    private Set<String> objects;
    private final Set<String> refusedUsers = new HashSet<>();

    /// Begins with what the settings say.
    ///
    /// @throws IllegalArgumentException when the settings name too many objects, or one that can't be captured
    Capture(CaptureSettings settings, Schema schema) {
        this.most = settings.mostCaptured();
        this.schema = schema;
        this.objects = checked(settings.captured().orElseGet(this::preferred));
    }

    private List<String> preferred() {
        return PREFERRED.stream()
                .filter(name -> schema.object(name).isPresent())
                .limit(most)
                .toList();
    }

    /// Captures these objects' changes from now on, and no others.
    ///
    /// @throws IllegalArgumentException when they are too many, or one of them can't be captured
    public synchronized void select(List<String> names) {
        objects = checked(names);
    }

    /// The names of the objects, as the org spells them.
    public synchronized List<String> objects() {
        return List.copyOf(objects);
    }

    synchronized boolean includes(ObjectDefinition object) {
        return objects.contains(object.name());
    }

    /// Takes the permission to view all records from a user: change events don't reach them.
    public synchronized void refuse(String userId) {
        refusedUsers.add(userId);
    }

    /// Gives the permission back.
    public synchronized void permit(String userId) {
        refusedUsers.remove(userId);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_security_perms.htm")
    public synchronized boolean isPermitted(String userId) {
        return !refusedUsers.contains(userId);
    }

    /// Whether the object has change events at all.
    @Assumed(reason = "Of the objects here, all but those that are part of the org's setup have change events")
    public static boolean isCapturable(ObjectDefinition object) {
        return !WITHOUT_EVENTS.contains(object.name());
    }

    private Set<String> checked(List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            found.add(schema.object(name)
                    .filter(Capture::isCapturable)
                    .map(ObjectDefinition::name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Changes of \"%s\" can't be captured: the org has no such object, or it has no change events."
                                    .formatted(name))));
        }
        if (found.size() > most) {
            throw new IllegalArgumentException(
                    "Changes of %d objects at most can be captured, not of %d.".formatted(most, found.size()));
        }
        return found;
    }
}
