package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields that tasks and events have in common.
final class ActivityFields {
    private ActivityFields() {}

    /// The person and the thing that the activity is about.
    ///
    /// @param children such as `Tasks`
    @Assumed(
            reason = "As seen: an activity goes along with whom or what it is about, whichever of the two is deleted;"
                    + " shared activities, which have several persons, are switched off")
    static List<Field> parents(String children) {
        return List.of(
                parent("WhoId", "Name ID", "Who", children, ContactObject.NAME, LeadObject.NAME),
                parent(
                        "WhatId",
                        "Related To ID",
                        "What",
                        children,
                        AccountObject.NAME,
                        CaseObject.NAME,
                        OpportunityObject.NAME,
                        DeliveryObject.NAME));
    }

    private static Field parent(String name, String label, String relationship, String children, String... objects) {
        var lookup = new Lookup(List.of(objects), relationship, Optional.of(children), OnParentDelete.CASCADE);
        return Field.reference(name, label, lookup)
                .without(FieldFlag.PERMISSIONABLE)
                .with(FieldFlag.NAME_POINTING, FieldFlag.POLYMORPHIC_FOREIGN_KEY);
    }

    static Field subject(String... subjects) {
        return Field.text(FieldKind.COMBOBOX, "Subject", "Subject", 255)
                .offering(Stream.of(subjects)
                        .map(subject -> Field.entry(subject, subject))
                        .toList())
                .with(FieldFlag.NAME_FIELD);
    }

    /// The account behind the record that the activity is about.
    static Field account() {
        var lookup = new Lookup(List.of(AccountObject.NAME), "Account", Optional.empty(), OnParentDelete.CLEAR);
        return Field.reference("AccountId", "Account ID", lookup).readOnly();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.262.0.api.meta/api/sforce_api_guidelines_archive.htm")
    static Field archived() {
        return Field.checkbox("IsArchived", "Archived").readOnly().with(FieldFlag.DEFAULTED_ON_CREATE);
    }

    static List<Field> reminder() {
        return List.of(
                Field.datetime("ReminderDateTime", "Reminder Date/Time").without(FieldFlag.PERMISSIONABLE),
                Field.checkbox("IsReminderSet", "Reminder Set").without(FieldFlag.PERMISSIONABLE));
    }
}
