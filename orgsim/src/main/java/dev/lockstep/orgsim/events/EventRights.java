package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Set;

/// Who may have which change events, at this moment.
public record EventRights(SimulatedOrg org, Capture capture) {
    private static final Set<String> WITHOUT_OWN_PERMISSION = Set.of("Task", "Event");

    /// Whether the events of the object reach the user. Some objects have no permission of their own to view all of
    /// their records: theirs need the permission to view all data.
    @Documented(
            url = "https://developer.salesforce.com/docs/platform/change-data-capture/guide/cdc-security-perms.html")
    public boolean reach(String userId, ObjectDefinition object) {
        return capture.isPermitted(userId)
                && (!WITHOUT_OWN_PERMISSION.contains(object.name()) || org.viewsAllData(userId));
    }
}
