package dev.lockstep.verification.campaign.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Plans what a person does in the org.
final class PersonPlanner {
    private final Random random;
    private final String name;
    private final List<Thing> live = new ArrayList<>();
    private int made;

    PersonPlanner(Random random, String name) {
        this.random = random;
        this.name = name;
    }

    List<OrgChange> changes(int number) {
        var changes = new ArrayList<OrgChange>();
        for (int i = 0; i < number; i++) {
            changes.add(change());
        }
        return changes;
    }

    private OrgChange change() {
        int kind = random.nextInt(6);
        if (kind < 3 || live.isEmpty()) {
            made++;
            var thing = new Thing(Table.any(random), name + "-" + made);
            live.add(thing);
            return new OrgChange.Create(thing);
        }
        int which = random.nextInt(live.size());
        return kind < 5 ? new OrgChange.Update(live.get(which)) : new OrgChange.Delete(live.remove(which));
    }
}
