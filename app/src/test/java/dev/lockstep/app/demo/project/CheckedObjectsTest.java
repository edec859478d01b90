package dev.lockstep.app.demo.project;

import static dev.lockstep.app.demo.project.TestObjects.key;
import static dev.lockstep.app.demo.project.TestObjects.lookup;
import static dev.lockstep.app.demo.project.TestObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Choices;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.sample.ObjectBuilder;
import dev.lockstep.orgsim.sample.RecordTypeObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckedObjectsTest {
    private static final SampleValues VALUES = new SampleValues("test");

    @Test
    void putsChildrenBehindTheirParents() {
        var found = find(
                object("Grandchild__c", lookup("Child__c", "Child__c")),
                object("Child__c", lookup("Parent__c", "Parent__c")),
                object("Parent__c"));

        assertThat(found.objects())
                .extracting(CheckedObject::toString)
                .containsExactly("Parent__c", "Child__c", "Grandchild__c");
        assertThat(found.objects()).extracting(CheckedObject::wave).containsExactly(0, 1, 2);
        assertThat(found.leftOut()).isEmpty();
    }

    @Test
    void insertsAChildBesideAParentThatHasAUniqueIdentifier() {
        var found = find(object("Child__c", lookup("Parent__c", "Parent__c")), object("Parent__c", key("Key__c")));

        assertThat(found.objects()).extracting(CheckedObject::toString).containsExactly("Parent__c", "Child__c");
        assertThat(found.objects()).extracting(CheckedObject::wave).containsExactly(0, 0);
        assertThat(found.objects().getLast().parentKeys().values())
                .extracting(FieldDefinition::name)
                .containsExactly("Key__c");
    }

    @Test
    void leavesALookupOpenThatWouldCloseACircle() {
        var found = find(
                object("A__c", lookup("B__c", "B__c"), lookup("Self__c", "A__c")),
                object("B__c", lookup("A__c", "A__c").required()));

        assertThat(found.objects()).extracting(CheckedObject::toString).containsExactly("A__c", "B__c");
        assertThat(found.objects().getFirst().parents()).isEmpty();
        assertThat(found.objects().getLast().parents()).hasSize(1);
    }

    @Test
    void saysWhichObjectsItCannotMakeRecordsOf() {
        var found = find(
                object("Self__c", lookup("Parent__c", "Self__c").required()),
                object("Child__c", lookup("Self__c", "Self__c").required()),
                object(
                        "Odd__c",
                        Field.picklist("Odd__c", "Odd", 255, "x")
                                .offering(List.of())
                                .restricted()
                                .required()),
                fixed("Fixed__c"),
                object("Fine__c"));

        assertThat(found.objects()).extracting(CheckedObject::toString).containsExactly("Fine__c");
        assertThat(found.leftOut())
                .containsExactlyInAnyOrder(
                        "Not in the steps: Odd__c, since nothing can be thought of for its required Odd__c.",
                        "Not in the steps: Fixed__c, since its records can't be created and deleted.",
                        "Not in the steps: Self__c, since no record can be made for its required Parent__c.",
                        "Not in the steps: Child__c, since no record can be made for its required Self__c.");
    }

    private static ObjectDefinition fixed(String name) {
        return new ObjectBuilder(name, name, name, "a00")
                .fields(Field.id("Id"))
                .without(ObjectFlag.DELETABLE)
                .build()
                .definition();
    }

    @Test
    void takesOfAPicklistWhatTheDefaultRecordTypeOffers() {
        var thing = object(
                        "Thing__c",
                        RecordTypeObject.reference(),
                        Field.picklist("Kind__c", "Kind", 255, "a", "b", "c").restricted(),
                        Field.picklist("Free__c", "Free", 255, "a", "b", "c"))
                .having(List.of(RecordTypeDefinition.named("Plain", "Plain")
                        .byDefault()
                        .offering("Kind__c", new Choices(Set.of("b"), Optional.empty()))
                        .offering("Free__c", new Choices(Set.of("b"), Optional.empty()))));

        assertThat(find(thing).objects().getFirst().fields())
                .filteredOn(field -> !field.picklist().isEmpty())
                .extracting(field ->
                        field.picklist().stream().map(PicklistEntry::value).toList())
                .as("only the restricted one is limited")
                .containsExactly(List.of("b"), List.of("a", "b", "c"));
    }

    @Test
    void findsParentsOutsideOfTheMappingsForWhatMustHaveOne() {
        var found = find(object("Thing__c", lookup("User__c", "User").required(), lookup("Other__c", "Contact")));

        assertThat(found.objects().getFirst().strangers().values()).containsExactly("User");
        assertThat(found.objects().getFirst().parents()).isEmpty();
    }

    @Test
    void setsWhatMayBeWrittenAndNothingElse() {
        var found = find(object(
                "Thing__c",
                Field.date("Day__c", "Day"),
                Field.string("Number__c", "Number", 30).numbered("{0}"),
                Field.date("Read__c", "Read").readOnly(),
                key("Key__c"),
                Field.location("Place__c", "Place")));

        assertThat(found.objects().getFirst().fields())
                .extracting(FieldDefinition::name)
                .containsExactly("Name", "Day__c", "Key__c");
        assertThat(found.objects().getFirst().changeable())
                .extracting(FieldDefinition::name)
                .containsExactly("Name", "Day__c");
    }

    @Test
    void leavesFieldsOfStandardObjectsToTheOrgThatItMayDerive() {
        var found = find(object(
                "Deal",
                Field.picklist("Stage", "Stage", 40, "Open").required(),
                Field.picklist("Kind", "Kind", 40, "New"),
                Field.checkbox("IsPrivate", "Private"),
                Field.string("Site", "Site", 80),
                Field.checkbox("Own__c", "Own").with(FieldFlag.CUSTOM)));

        assertThat(found.objects().getFirst().fields())
                .extracting(FieldDefinition::name)
                .containsExactly("Name", "Stage", "Site", "Own__c");
    }

    private static CheckedObjects.Found find(ObjectDefinition... objects) {
        return CheckedObjects.of(List.of(objects), VALUES);
    }
}
