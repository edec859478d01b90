package dev.lockstep.verification.stage;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.configuration.MappingSection;
import java.util.List;
import java.util.Optional;

/// The mappings that end-to-end tests use: accounts and contacts with a key, leads without one.
public final class Mappings {
    private static final FieldName KEY = new FieldName("External_Id__c");

    private Mappings() {}

    public static MappingSection accounts() {
        return new MappingSection(
                new ObjectName("Account"),
                Access.READ_WRITE,
                Optional.of(KEY),
                List.of("Name", "Phone", "Website", "Description", "CreatedDate"));
    }

    /// Each may name its parent by the parent's key.
    public static MappingSection accountsWithParents() {
        return new MappingSection(
                new ObjectName("Account"),
                Access.READ_WRITE,
                Optional.of(KEY),
                List.of("Name", "ParentId", "Parent.External_Id__c"));
    }

    /// Each names its account by the account's key.
    public static MappingSection contacts() {
        return new MappingSection(
                new ObjectName("Contact"),
                Access.READ_WRITE,
                Optional.of(KEY),
                List.of("LastName", "Email", "AccountId", "Account.External_Id__c"));
    }

    /// `Name` can't be written: the org derives it.
    public static MappingSection leads() {
        return leads(Access.READ_WRITE);
    }

    public static MappingSection leads(Access access) {
        return new MappingSection(
                new ObjectName("Lead"),
                access,
                Optional.empty(),
                List.of("FirstName", "LastName", "Name", "Company", "Email", "Phone"));
    }

    /// Readings, of which an org may have as many as one likes.
    public static MappingSection readings() {
        return new MappingSection(new ObjectName("Reading__c"), Access.READ_WRITE, Optional.of(KEY), List.of("*"));
    }
}
