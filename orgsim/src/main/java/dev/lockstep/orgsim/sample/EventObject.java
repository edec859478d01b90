package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.textarea;
import static dev.lockstep.orgsim.sample.Field.whole;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;

/// Entries of calendars. Recurring ones, and invitations of others, aren't simulated.
@Documented(
        url =
                "https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html")
final class EventObject {
    static final String NAME = "Event";

    private EventObject() {}

    static Blueprint blueprint() {
        var owner = new Lookup(List.of("Calendar", "User"), "Owner", Optional.empty(), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, NAME, "Events", "00U")
                .fields(Field.id("Event ID"))
                .fields(ActivityFields.parents("Events"))
                .fields(
                        ActivityFields.subject("Call", "Email", "Meeting", "Send Letter/Quote", "Other"),
                        string("Location", "Location", 255),
                        checkbox(EventTimes.IS_ALL_DAY, "All-Day Event").without(FieldFlag.PERMISSIONABLE),
                        datetime(EventTimes.DUE_AT, "Due Date Time").without(FieldFlag.PERMISSIONABLE),
                        date(EventTimes.DUE_ON, "Due Date Only").without(FieldFlag.PERMISSIONABLE),
                        whole(EventTimes.DURATION, "Duration", 8).without(FieldFlag.PERMISSIONABLE),
                        datetime(EventTimes.START, "Start Date Time").without(FieldFlag.PERMISSIONABLE),
                        datetime(EventTimes.END, "End Date Time").without(FieldFlag.PERMISSIONABLE),
                        date(EventTimes.END_DAY, "End Date").readOnly(),
                        textarea("Description", "Description", 32000),
                        ActivityFields.account(),
                        StandardFields.owner()
                                .referring(owner)
                                .with(FieldFlag.NAME_POINTING, FieldFlag.POLYMORPHIC_FOREIGN_KEY),
                        checkbox("IsPrivate", "Private"),
                        picklist("ShowAs", "Show Time As", 40, "Busy", "OutOfOffice", "Free")
                                .restricted()
                                .defaultsTo("Busy"),
                        StandardFields.head("").getLast(),
                        checkbox("IsChild", "Is Child").readOnly(),
                        checkbox("IsGroupEvent", "Is Group Event").readOnly(),
                        picklist(
                                        "GroupEventType",
                                        "Group Event Type",
                                        40,
                                        List.of(
                                                Field.entry("0", "Non-group Event"),
                                                Field.entry("1", "Group Event"),
                                                Field.entry("2", "Proposed Event")))
                                .readOnly()
                                .restricted())
                .fields(StandardFields.stamps())
                .fields(ActivityFields.archived())
                .fields(ActivityFields.reminder())
                .fields(picklist("EventSubtype", "Event Subtype", 40, "Event")
                        .restricted()
                        .without(FieldFlag.UPDATEABLE, FieldFlag.PERMISSIONABLE)
                        .defaultsTo("Event"))
                .deriving(EventTimes::derive)
                .checking((draft, _) -> EventTimes.errors(draft))
                .build();
    }
}
