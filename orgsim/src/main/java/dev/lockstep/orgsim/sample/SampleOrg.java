package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.MadeOf;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.OrgFeature;
import dev.lockstep.orgsim.org.RecordTypes;
import dev.lockstep.orgsim.org.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The objects and records of a new org.
public final class SampleOrg {
    private SampleOrg() {}

    /// Makes the objects and records that every new org has.
    ///
    /// @param generatedRows how many rows `Reading__c` has; 0 leaves the object out
    /// @param features what its objects have beside what all orgs have
    public static Beginning build(long generatedRows, Set<OrgFeature> features) {
        var org = new NewOrg(schema(generatedRows, features));
        var users = StandardParts.putUsers(org);
        Features.putRecords(features, org, users.adminId());
        var filling = new Filling(org, users.adminId(), features);
        fill(filling, List.of(users.integrationId(), users.adminId()));
        if (features.contains(OrgFeature.PERSON_ACCOUNTS)) {
            filling.create(PersonRecords.all());
        }
        org.archive(users.adminId(), filling.at);
        return new Beginning(
                org.state(), generatedRows, madeOf(features), List.of(), users.integrationId(), users.adminId());
    }

    private static List<MadeOf> madeOf(Set<OrgFeature> features) {
        return features.isEmpty() ? List.of() : List.of(MadeOf.features(features));
    }

    private static void fill(Filling org, List<String> owners) {
        org.create(AccountRecords.parents());
        org.create(AccountRecords.others(owners));
        org.create(ContactRecords.all(owners));
        org.create(LeadRecords.all(owners));
        org.create(OpportunityRecords.all(owners));
        org.create(CaseRecords.all(owners));
        org.create(DeliveryRecords.all(owners));
        org.create(QueueRecords.queues());
        org.create(QueueRecords.owned());
        org.create(TaskRecords.all(owners));
        org.create(EventRecords.all(owners));
    }

    /// Creates records twenty at a time, with a minute between, as if they had come in over a morning.
    private static final class Filling {
        private static final int AT_ONCE = 20;

        private final NewOrg org;
        private final String creatorId;
        private final Set<OrgFeature> features;
        private Instant at = StandardParts.BUILT.plus(Duration.ofHours(1));

        private Filling(NewOrg org, String creatorId, Set<OrgFeature> features) {
            this.org = org;
            this.creatorId = creatorId;
            this.features = features;
        }

        private void create(List<InputRecord> all) {
            var records = Features.fitting(features, all);
            for (var start = 0; start < records.size(); start += AT_ONCE) {
                org.create(creatorId, at, records.subList(start, Math.min(start + AT_ONCE, records.size())));
                at = at.plus(Duration.ofMinutes(1));
            }
        }
    }

    /// The objects that the sample shares with every org, with the fields that it adds to them.
    static List<Blueprint> standardObjects(Set<OrgFeature> features) {
        var objects = List.of(
                AccountObject.blueprint(),
                CaseObject.blueprint(),
                ContactObject.blueprint(),
                LeadObject.blueprint(),
                OpportunityObject.blueprint(),
                PushTopicObject.blueprint(),
                RecordTypeObject.blueprint(),
                UserObject.blueprint());
        return features.contains(OrgFeature.PERSON_ACCOUNTS) ? PersonAccountObjects.extended(objects) : objects;
    }

    private static Schema schema(long generatedRows, Set<OrgFeature> features) {
        var blueprints = new ArrayList<>(standardObjects(features));
        blueprints.add(DeliveryObject.blueprint());
        blueprints.add(AttachmentObject.blueprint());
        blueprints.add(ContactRoleObject.blueprint());
        blueprints.add(RouteObject.blueprint());
        blueprints.add(StopObject.blueprint());
        blueprints.add(GroupObject.blueprint());
        blueprints.add(QueueSobjectObject.blueprint());
        blueprints.add(TaskObject.blueprint());
        blueprints.add(EventObject.blueprint());
        if (generatedRows > 0) {
            blueprints.add(ReadingObject.blueprint(generatedRows));
        }
        var objects = new ArrayList<>(Features.applied(features, blueprints));
        objects.sort(Comparator.comparing(blueprint -> blueprint.definition().name()));
        return new Schema(RecordTypes.numbered(objects));
    }
}
