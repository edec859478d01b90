package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The objects and records of a new org.
public final class SampleOrg {
    private static final Instant BUILT = Instant.parse("2026-01-05T08:00:00Z");

    private SampleOrg() {}

    /// Makes the objects and records that every new org has.
    ///
    /// @param generatedRows how many rows `Reading__c` has; 0 leaves the object out
    public static Beginning build(long generatedRows) {
        var org = new NewOrg(schema(generatedRows));
        var integration = UserObject.putIntegration(org, BUILT);
        var admin = UserObject.putAdmin(org, BUILT);
        fill(new Filling(org, admin), List.of(integration, admin));
        return new Beginning(org.state(), generatedRows, integration, admin);
    }

    private static void fill(Filling org, List<String> owners) {
        org.create(AccountRecords.parents());
        org.create(AccountRecords.others(owners));
        org.create(ContactRecords.all(owners));
        org.create(LeadRecords.all(owners));
        org.create(OpportunityRecords.all(owners));
        org.create(CaseRecords.all(owners));
        org.create(DeliveryRecords.all(owners));
    }

    /// Creates records twenty at a time, with a minute between, as if they had come in over a morning.
    private static final class Filling {
        private static final int AT_ONCE = 20;

        private final NewOrg org;
        private final String creatorId;
        private Instant at = BUILT.plus(Duration.ofHours(1));

        private Filling(NewOrg org, String creatorId) {
            this.org = org;
            this.creatorId = creatorId;
        }

        private void create(List<InputRecord> records) {
            for (var start = 0; start < records.size(); start += AT_ONCE) {
                org.create(creatorId, at, records.subList(start, Math.min(start + AT_ONCE, records.size())));
                at = at.plus(Duration.ofMinutes(1));
            }
        }
    }

    private static Schema schema(long generatedRows) {
        var blueprints = new ArrayList<Blueprint>(List.of(
                AccountObject.blueprint(),
                CaseObject.blueprint(),
                ContactObject.blueprint(),
                DeliveryObject.blueprint(),
                LeadObject.blueprint(),
                OpportunityObject.blueprint()));
        if (generatedRows > 0) {
            blueprints.add(ReadingObject.blueprint(generatedRows));
        }
        blueprints.add(UserObject.blueprint());
        return new Schema(blueprints);
    }
}
