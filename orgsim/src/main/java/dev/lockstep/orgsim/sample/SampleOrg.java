package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The objects and records of a new org.
public final class SampleOrg {
    private static final Instant BUILT = Instant.parse("2026-01-05T08:00:00Z");

    private SampleOrg() {}

    /// @param generatedRows how many rows `Reading__c` has; 0 leaves the object out
    public static Beginning build(long generatedRows) {
        var org = new NewOrg(schema(generatedRows));
        var integration = UserObject.putIntegration(org, BUILT);
        var admin = UserObject.putAdmin(org, BUILT);
        return new Beginning(org.state(), generatedRows, integration, admin);
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
