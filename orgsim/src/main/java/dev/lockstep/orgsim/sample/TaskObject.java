package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.whole;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Value;

/// Things to do. Recurring ones aren't simulated.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm")
final class TaskObject {
    static final String NAME = "Task";
    static final String COMPLETED = "Completed";
    static final String[] STATUSES = {"Not Started", "In Progress", COMPLETED, "Waiting on someone else", "Deferred"};

    private static final String HIGH = "High";

    private TaskObject() {}

    static Blueprint blueprint() {
        return new ObjectBuilder(NAME, NAME, "Tasks", "00T")
                .fields(Field.id("Activity ID"))
                .fields(ActivityFields.parents("Tasks"))
                .fields(
                        ActivityFields.subject("Call", "Email", "Send Letter", "Send Quote", "Other"),
                        date("ActivityDate", "Due Date Only").without(FieldFlag.PERMISSIONABLE),
                        picklist("Status", "Status", 255, STATUSES).required().defaultsTo("Not Started"),
                        picklist("Priority", "Priority", 255, HIGH, "Normal", "Low")
                                .required()
                                .defaultsTo("Normal"),
                        checkbox("IsHighPriority", "High Priority").readOnly().with(FieldFlag.DEFAULTED_ON_CREATE),
                        StandardFields.ownerOrQueue(),
                        textarea("Description", "Description", 32000),
                        StandardFields.head("").getLast(),
                        ActivityFields.account(),
                        checkbox("IsClosed", "Closed").readOnly().with(FieldFlag.DEFAULTED_ON_CREATE))
                .fields(StandardFields.stamps())
                .fields(
                        ActivityFields.archived(),
                        whole("CallDurationInSeconds", "Call Duration", 8),
                        picklist("CallType", "Call Type", 40, "Internal", "Inbound", "Outbound"),
                        string("CallDisposition", "Call Result", 255),
                        string("CallObject", "Call Object Identifier", 255))
                .fields(ActivityFields.reminder())
                .fields(
                        picklist("TaskSubtype", "Task Subtype", 40, "Task", "Email", "ListEmail", "Cadence", "Call")
                                .restricted()
                                .without(FieldFlag.UPDATEABLE, FieldFlag.PERMISSIONABLE)
                                .defaultsTo("Task"),
                        datetime("CompletedDateTime", "Completed Date/Time").readOnly())
                .deriving(TaskObject::derive)
                .build();
    }

    @Assumed(
            reason = "That the status closes a task is documented; here one status does. When it was completed is told"
                    + " as long as it is closed")
    private static void derive(Draft draft) {
        var closed = draft.value("Status").equals(new Value.Text(COMPLETED));
        draft.set("IsClosed", new Value.Flag(closed));
        draft.set("IsHighPriority", new Value.Flag(draft.value("Priority").equals(new Value.Text(HIGH))));
        if (!closed) {
            draft.set("CompletedDateTime", Value.Absent.ABSENT);
        } else if (draft.value("CompletedDateTime").isAbsent()) {
            draft.set("CompletedDateTime", new Value.Moment(draft.stamp()));
        }
    }
}
