package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.RecordId;
import java.util.List;

/// The sample's queues: one for cases and what follows from them, one for leads.
final class QueueRecords {
    /// The Ids that the first records of the object get.
    private static final String SUPPORT = new RecordId("00GLs0000000001").text18();

    private static final String NEW_LEADS = new RecordId("00GLs0000000002").text18();

    private QueueRecords() {}

    static List<InputRecord> queues() {
        return List.of(queue("Support", "Support", "support@lockstep.example"), queue("New Leads", "New_Leads", ""));
    }

    static List<InputRecord> owned() {
        return List.of(
                owned(SUPPORT, CaseObject.NAME),
                owned(SUPPORT, TaskObject.NAME),
                owned(SUPPORT, DeliveryObject.NAME),
                owned(NEW_LEADS, LeadObject.NAME));
    }

    private static InputRecord queue(String name, String developerName, String email) {
        return new Row(GroupObject.NAME)
                .set("Name", name)
                .set(GroupObject.DEVELOPER_NAME, developerName)
                .set("Type", "Queue")
                .set("Email", email)
                .build();
    }

    private static InputRecord owned(String queue, String object) {
        return new Row(QueueSobjectObject.NAME)
                .set("QueueId", queue)
                .set("SobjectType", object)
                .build();
    }
}
