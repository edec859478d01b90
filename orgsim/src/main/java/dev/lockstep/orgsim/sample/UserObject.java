package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.picklist;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.text;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Instant;
import java.util.Map;

/// The users. There are two, and calls can change but not create them: this org has no licences to give.
final class UserObject {
    /// Of the integration user, known before the record is made: computed rows name it as their owner.
    static final String INTEGRATION_ID = new RecordId("005Ls0000000001").text18();

    private static final String[] TIME_ZONES = {"GMT", "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"};

    private UserObject() {}

    @Assumed(
            reason = "Users are found by Id and Username; this org has no custom fields on them and no IsDeleted, as"
                    + " seen")
    static Blueprint blueprint() {
        return new ObjectBuilder("User", "User", "Users", "005")
                .without(ObjectFlag.CREATEABLE, ObjectFlag.DELETABLE, ObjectFlag.UNDELETABLE)
                .fields(
                        Field.id("User ID"),
                        string("Username", "Username", 80).required().with(FieldFlag.ID_LOOKUP))
                .fields(StandardFields.personName().stream()
                        .filter(field -> !field.isNamed("Salutation"))
                        .toList())
                .fields(
                        string("CompanyName", "Company Name", 80),
                        string("Division", "Division", 80),
                        string("Department", "Department", 80),
                        string("Title", "Title", 80))
                .fields(StandardFields.address(""))
                .fields(
                        text(FieldKind.EMAIL, "Email", "Email", 128).required(),
                        text(FieldKind.PHONE, "Phone", "Phone", 40),
                        text(FieldKind.PHONE, "MobilePhone", "Mobile", 40),
                        string("Alias", "Alias", 8).required(),
                        string("CommunityNickname", "Nickname", 40).required(),
                        checkbox("IsActive", "Active").without(FieldFlag.PERMISSIONABLE),
                        picklist("TimeZoneSidKey", "Time Zone", 40, TIME_ZONES)
                                .required()
                                .restricted(),
                        picklist("LocaleSidKey", "Locale", 40, "en_US", "de_DE", "ja_JP")
                                .required()
                                .restricted(),
                        picklist("EmailEncodingKey", "Email Encoding", 40, "UTF-8", "ISO-8859-1", "Shift_JIS")
                                .required()
                                .restricted(),
                        picklist("UserType", "User Type", 40, "Standard")
                                .readOnly()
                                .restricted(),
                        picklist("LanguageLocaleKey", "Language", 40, "en_US", "de", "ja")
                                .required()
                                .restricted(),
                        string("EmployeeNumber", "Employee Number", 20),
                        // Profiles are no object of this org: the Id is all that it knows of them.
                        string("ProfileId", "Profile ID", 18).readOnly().without(FieldFlag.NILLABLE))
                .fields(StandardFields.stamps())
                .deriving(PersonName::derive)
                .build();
    }

    static String putIntegration(NewOrg org, Instant at) {
        return put(org, at, "Integration", "Lockstep", "integration", "00eLs0000000002");
    }

    static String putAdmin(NewOrg org, Instant at) {
        return put(org, at, "Ada", "Admin", "admin", "00eLs0000000001");
    }

    private static String put(NewOrg org, Instant at, String first, String last, String alias, String profile) {
        var name = alias + "@lockstep.example";
        var values = Map.ofEntries(
                Map.entry("Username", name),
                Map.entry("FirstName", first),
                Map.entry("LastName", last),
                Map.entry("Email", name),
                Map.entry("Alias", alias.substring(0, Math.min(alias.length(), 8))),
                Map.entry("CommunityNickname", alias),
                Map.entry("CompanyName", "Lockstep"),
                Map.entry("IsActive", "true"),
                Map.entry("TimeZoneSidKey", "GMT"),
                Map.entry("LocaleSidKey", "en_US"),
                Map.entry("EmailEncodingKey", "UTF-8"),
                Map.entry("UserType", "Standard"),
                Map.entry("LanguageLocaleKey", "en_US"),
                Map.entry("ProfileId", new RecordId(profile).text18()));
        return org.put("User", values, at);
    }
}
