package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Groups of fields that several objects have.
public final class StandardFields {
    static final String EXTERNAL_ID = "External_Id__c";

    private static final String OF_A_NAME = "personname";

    private StandardFields() {}

    /// Id and IsDeleted.
    public static List<Field> head(String idLabel) {
        return List.of(
                Field.id(idLabel),
                Field.checkbox("IsDeleted", "Deleted").readOnly().with(FieldFlag.DEFAULTED_ON_CREATE));
    }

    public static Field owner() {
        return user("OwnerId", "Owner ID", users("Owner")).with(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE);
    }

    /// The owner where a queue may own records, too.
    static Field ownerOrQueue() {
        return user(
                        "OwnerId",
                        "Owner ID",
                        new Lookup(List.of(GroupObject.NAME, "User"), "Owner", Optional.empty(), OnParentDelete.CLEAR))
                .with(
                        FieldFlag.CREATEABLE,
                        FieldFlag.UPDATEABLE,
                        FieldFlag.NAME_POINTING,
                        FieldFlag.POLYMORPHIC_FOREIGN_KEY);
    }

    /// When somebody last worked on the record, looked at it, or came by it. Nobody does: this org has no pages,
    /// and what its activities would tell here stays empty.
    static List<Field> visits() {
        return List.of(
                Field.date("LastActivityDate", "Last Activity").readOnly(),
                visit("LastViewedDate", "Last Viewed Date"),
                visit("LastReferencedDate", "Last Referenced Date"));
    }

    static Field visit(String name, String label) {
        return Field.datetime(name, label).readOnly();
    }

    /// A lookup that nobody can fill: its object isn't there, or the call that fills it isn't.
    static Field emptyLookup(String name, String label, String object) {
        var relationship = name.substring(0, name.length() - "Id".length());
        return Field.reference(
                name, label, new Lookup(List.of(object), relationship, Optional.empty(), OnParentDelete.CLEAR));
    }

    /// What a service that completes records by itself has found.
    static Field cleanStatus() {
        return Field.picklist(
                        "CleanStatus",
                        "Clean Status",
                        40,
                        List.of(
                                Field.entry("Matched", "In Sync"),
                                Field.entry("Different", "Different"),
                                Field.entry("Acknowledged", "Reviewed"),
                                Field.entry("NotFound", "Not Found"),
                                Field.entry("Inactive", "Inactive"),
                                Field.entry("Pending", "Not Compared"),
                                Field.entry("SelectMatch", "Select Match"),
                                Field.entry("Skipped", "Skipped")))
                .restricted();
    }

    /// Who made and changed the record, and when.
    public static List<Field> stamps() {
        return List.of(
                stamp("CreatedDate", "Created Date"),
                user("CreatedById", "Created By ID", users("CreatedBy")),
                stamp("LastModifiedDate", "Last Modified Date"),
                user("LastModifiedById", "Last Modified By ID", users("LastModifiedBy")),
                stamp("SystemModstamp", "System Modstamp"));
    }

    private static Field stamp(String name, String label) {
        return Field.datetime(name, label)
                .readOnly()
                .without(FieldFlag.NILLABLE)
                .with(FieldFlag.DEFAULTED_ON_CREATE);
    }

    private static Lookup users(String relationship) {
        return new Lookup(List.of("User"), relationship, Optional.empty(), OnParentDelete.CLEAR);
    }

    private static Field user(String name, String label, Lookup lookup) {
        return Field.reference(name, label, lookup)
                .readOnly()
                .without(FieldFlag.NILLABLE, FieldFlag.SEARCH_PREFILTERABLE)
                .with(FieldFlag.DEFAULTED_ON_CREATE);
    }

    /// The key that a client's database gives its rows: unique, without regard to case.
    static Field externalId() {
        return Field.string(EXTERNAL_ID, "External Id", 36)
                .with(FieldFlag.EXTERNAL_ID, FieldFlag.UNIQUE, FieldFlag.ID_LOOKUP);
    }

    /// The record that this one was merged into.
    static Field masterRecord(String object) {
        return Field.reference(
                        "MasterRecordId",
                        "Master Record ID",
                        new Lookup(List.of(object), "MasterRecord", Optional.empty(), OnParentDelete.CLEAR))
                .readOnly()
                .without(FieldFlag.SEARCH_PREFILTERABLE);
    }

    /// The parts of a person's name, and the name that the org makes of them.
    static List<Field> personName() {
        return List.of(
                Field.string("LastName", "Last Name", 80)
                        .required()
                        .partOf("Name")
                        .extraType(OF_A_NAME),
                Field.string("FirstName", "First Name", 40)
                        .without(FieldFlag.PERMISSIONABLE)
                        .partOf("Name")
                        .extraType(OF_A_NAME),
                Field.picklist("Salutation", "Salutation", 40, "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Mx.")
                        .without(FieldFlag.PERMISSIONABLE)
                        .partOf("Name")
                        .extraType(OF_A_NAME),
                Field.string("Name", "Full Name", 121)
                        .readOnly()
                        .without(FieldFlag.NILLABLE)
                        .with(FieldFlag.NAME_FIELD)
                        .extraType(OF_A_NAME));
    }

    /// An address with its parts.
    ///
    /// @param prefix such as `Billing`; empty for an object that has one address
    static List<Field> address(String prefix) {
        var label = prefix.isEmpty() ? "" : prefix + " ";
        var whole = prefix + "Address";
        return Stream.of(
                        Field.textarea(prefix + "Street", label + "Street", 255),
                        Field.string(prefix + "City", label + "City", 40),
                        Field.string(prefix + "State", label + "State/Province", 80),
                        Field.string(prefix + "PostalCode", label + "Zip/Postal Code", 20),
                        Field.string(prefix + "Country", label + "Country", 80),
                        Field.decimal(FieldKind.DOUBLE, prefix + "Latitude", label + "Latitude", 18, 15),
                        Field.decimal(FieldKind.DOUBLE, prefix + "Longitude", label + "Longitude", 18, 15),
                        Field.picklist(
                                        prefix + "GeocodeAccuracy",
                                        label + "Geocode Accuracy",
                                        40,
                                        "Address",
                                        "NearAddress",
                                        "Block",
                                        "Street",
                                        "ExtendedZip",
                                        "Zip",
                                        "Neighborhood",
                                        "City",
                                        "County",
                                        "State",
                                        "Unknown")
                                .restricted(),
                        Field.address(whole, label + "Address"))
                .map(field -> field.partOfUnlessItself(whole))
                .toList();
    }
}
