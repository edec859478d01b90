package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.PersonFields;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What accounts that are people bring to the objects.
final class PersonAccountObjects {
    private static final String NAME = "Name";
    private static final String PREFIX = "Person";

    /// What an account has of its contact, beside the addresses.
    private static final Set<String> OF_CONTACT = Set.of(
            "AssistantName",
            "AssistantPhone",
            "Birthdate",
            "Department",
            "Email",
            "EmailBouncedDate",
            "EmailBouncedReason",
            "HomePhone",
            "IndividualId",
            "LastCURequestDate",
            "LastCUUpdateDate",
            "LeadSource",
            "MobilePhone",
            "OtherPhone",
            "Title");

    private PersonAccountObjects() {}

    static List<Blueprint> extended(List<Blueprint> blueprints) {
        var contact = blueprints.stream()
                .map(Blueprint::definition)
                .filter(object -> object.name().equals(ContactObject.NAME))
                .findFirst()
                .orElseThrow();
        return blueprints.stream()
                .map(blueprint -> extended(blueprint, contact))
                .toList();
    }

    private static Blueprint extended(Blueprint blueprint, ObjectDefinition contact) {
        var object = blueprint.definition();
        return switch (object.name()) {
            case AccountObject.NAME -> account(blueprint, contact);
            case ContactObject.NAME -> blueprint.defining(withStandard(object, List.of(isPerson())));
            case RecordTypes.OBJECT ->
                blueprint.defining(withStandard(
                        object, List.of(RecordTypeObject.isPersonType().build())));
            default -> blueprint;
        };
    }

    private static FieldDefinition isPerson() {
        return Field.checkbox(PersonFields.IS_PERSON, "Is Person Account")
                .readOnly()
                .build();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_account.htm")
    @Assumed(
            reason =
                    "Which fields an account has of its contact is documented; their labels and order aren't. The org's"
                            + " other record type is named as in many orgs")
    private static Blueprint account(Blueprint blueprint, ObjectDefinition contact) {
        var object = withNames(blueprint.definition());
        var more = new ArrayList<FieldDefinition>();
        more.add(contactId());
        more.add(isPerson());
        contact.fields().stream()
                .filter(PersonAccountObjects::isOfAccount)
                .map(PersonAccountObjects::prefixed)
                .forEach(more::add);
        var whole = withStandard(object, more);
        var all = new ArrayList<>(whole.fields());
        contact.fields().stream()
                .filter(field -> field.has(FieldFlag.CUSTOM)
                        && field.compoundFieldName().isEmpty()
                        && !field.type().isCompound())
                .map(PersonAccountObjects::suffixed)
                .forEach(all::add);
        var types = List.of(
                RecordTypeDefinition.named("Business_Account", "Business Account")
                        .byDefault(),
                RecordTypeDefinition.named("PersonAccount", "Person Account").ofPersons());
        return new Blueprint(
                RecordTypeObject.having(object.having(object.flags(), all), types),
                draft -> {
                    blueprint.derivation().apply(draft);
                    if (PersonFields.isPerson(draft)) {
                        PersonName.derive(draft);
                    }
                },
                blueprint.generated(),
                blueprint.check());
    }

    private static FieldDefinition contactId() {
        return Field.reference(
                        PersonFields.CONTACT_ID,
                        "Contact ID",
                        new Lookup(
                                List.of(ContactObject.NAME), "PersonContact", Optional.empty(), OnParentDelete.CLEAR))
                .readOnly()
                .without(FieldFlag.SEARCH_PREFILTERABLE)
                .build();
    }

    /// With the parts of a person's name behind the name.
    private static ObjectDefinition withNames(ObjectDefinition account) {
        var fields = new ArrayList<>(account.fields());
        var names = StandardFields.personName().stream()
                .filter(field -> !field.isNamed(NAME))
                .map(field ->
                        field.with(FieldFlag.NILLABLE, FieldFlag.PERMISSIONABLE).build())
                .toList();
        fields.addAll(account.position(NAME).orElseThrow() + 1, names);
        return account.having(account.flags(), fields);
    }

    /// With fields behind all others that no administrator has added.
    private static ObjectDefinition withStandard(ObjectDefinition object, List<FieldDefinition> more) {
        var fields = new ArrayList<>(object.fields());
        var place = fields.size();
        while (place > 0 && fields.get(place - 1).has(FieldFlag.CUSTOM)) {
            place--;
        }
        fields.addAll(place, more);
        return object.having(object.flags(), fields);
    }

    private static boolean isOfAccount(FieldDefinition contactField) {
        var name = contactField.name();
        return OF_CONTACT.contains(name)
                || ((name.startsWith("Mailing") || name.startsWith("Other")) && !contactField.has(FieldFlag.CUSTOM));
    }

    private static FieldDefinition prefixed(FieldDefinition field) {
        return field.named(
                PREFIX + field.name(),
                field.compoundFieldName().map(PREFIX::concat),
                field.lookup().map(lookup -> renamed(lookup, PREFIX + lookup.relationshipName())));
    }

    /// As the account knows a field that an administrator has added to contacts.
    private static FieldDefinition suffixed(FieldDefinition field) {
        return field.named(
                field.name().replaceFirst("__c$", "__pc"),
                Optional.empty(),
                field.lookup()
                        .map(lookup -> renamed(lookup, lookup.relationshipName().replaceFirst("__r$", "__pr"))));
    }

    private static Lookup renamed(Lookup lookup, String relationship) {
        return new Lookup(lookup.referenceTo(), relationship, Optional.empty(), lookup.onParentDelete());
    }
}
