package dev.lockstep.engine.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.TestMappings;
import dev.lockstep.model.Access;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import dev.lockstep.model.configuration.MappingSection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingResolverTest {
    private static final ObjectName ACCOUNT = new ObjectName("Account");
    private static final ObjectName CONTACT = new ObjectName("Contact");
    private static final ObjectName LOG = new ObjectName("Log__x");
    private static final FieldDescription ACCOUNT_ID = new FieldDescription(
            new FieldName("AccountId"),
            FieldType.REFERENCE,
            18,
            0,
            0,
            EnumSet.of(FieldTrait.CREATEABLE, FieldTrait.UPDATEABLE),
            List.of(ACCOUNT),
            Optional.of("Account"));

    private static final Map<ObjectName, ObjectDescription> ORG = Map.of(
            ACCOUNT,
            object(
                    ACCOUNT,
                    TestMappings.field("Name", FieldType.STRING),
                    TestMappings.readOnly("BillingAddress", FieldType.ADDRESS),
                    TestMappings.field("Code__c", FieldType.STRING, FieldTrait.EXTERNAL_ID),
                    TestMappings.field(
                            "Number__c",
                            FieldType.STRING,
                            FieldTrait.EXTERNAL_ID,
                            FieldTrait.UNIQUE,
                            FieldTrait.AUTO_NUMBER),
                    TestMappings.KEY),
            CONTACT,
            object(CONTACT, TestMappings.field("LastName", FieldType.STRING), ACCOUNT_ID),
            LOG,
            new ObjectDescription(
                    LOG,
                    "Log",
                    "x01",
                    Set.of(),
                    List.of(
                            TestMappings.readOnly("Id", FieldType.ID),
                            TestMappings.readOnly("SystemModstamp", FieldType.DATETIME))));

    private static ObjectDescription object(ObjectName name, FieldDescription... fields) {
        var all = new ArrayList<>(List.of(
                TestMappings.readOnly("Id", FieldType.ID),
                TestMappings.readOnly("IsDeleted", FieldType.BOOLEAN),
                TestMappings.readOnly("SystemModstamp", FieldType.DATETIME)));
        all.addAll(List.of(fields));
        return new ObjectDescription(
                name,
                name.value(),
                "001",
                EnumSet.of(ObjectTrait.QUERYABLE, ObjectTrait.CREATEABLE, ObjectTrait.UPDATEABLE),
                all);
    }

    @Test
    void alwaysMapsIdStampAndDeletion() {
        assertThat(columns(resolve(section(ACCOUNT, "", "Name"))))
                .containsExactly("sfid", "systemmodstamp", "isdeleted", "name");
    }

    @Test
    void mapsEveryFieldThatCanBeMappedByAStar() {
        var every = List.of("sfid", "systemmodstamp", "isdeleted", "name", "code__c", "number__c", "external_id__c");

        assertThat(columns(resolve(section(ACCOUNT, "", "*")))).containsExactlyElementsOf(every);
        assertThat(columns(resolve(section(ACCOUNT, "")))).containsExactlyElementsOf(every);
    }

    @Test
    void addsAReferenceToTheFieldsOfAStar() {
        var mapping = resolve(section(CONTACT, "", "*", "Account.External_Id__c"));

        assertThat(mapping.field("account__external_id__c"))
                .contains(new MappedField.ByReference(ACCOUNT_ID, ACCOUNT, TestMappings.KEY));
    }

    @Test
    void mapsTheUniqueIdentifierWithoutBeingAsked() {
        var mapping = resolve(section(ACCOUNT, "External_Id__c", "Name"));

        assertThat(mapping.uniqueIdentifier()).contains(TestMappings.KEY);
        assertThat(columns(mapping)).contains("external_id__c");
    }

    @Test
    void takesNamesWithoutRegardToCase() {
        assertThat(columns(resolve(section(new ObjectName("ACCOUNT"), "external_id__C", "NAME", "name"))))
                .containsExactly("sfid", "systemmodstamp", "isdeleted", "name", "external_id__c");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(problems(
                        section(new ObjectName("Nothing__c"), ""),
                        section(ACCOUNT, "Name", "Missing__c", "BillingAddress"),
                        section(CONTACT, "", "Owner.Email", "Account.Name")))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("Nothing__c: the org has no such object"),
                        problem -> assertThat(problem).startsWith("Account.Missing__c: the org has no such field"),
                        problem -> assertThat(problem)
                                .isEqualTo("Account.BillingAddress: a field of type ADDRESS has no column; map its"
                                        + " components"),
                        problem -> assertThat(problem).contains("Name must be marked External ID and Unique"),
                        problem ->
                                assertThat(problem).startsWith("Contact.Owner.Email: the object has no relationship"),
                        problem -> assertThat(problem).startsWith("Contact.Account.Name: Name is not an external id"));
    }

    @Test
    void refusesAnIdentifierThatIsNotUniqueOrThatTheOrgNumbers() {
        assertThat(problems(section(ACCOUNT, "Code__c", "Name")))
                .singleElement()
                .asString()
                .contains("must be marked External ID and Unique");
        assertThat(problems(section(ACCOUNT, "Number__c", "Name")))
                .singleElement()
                .asString()
                .contains("an auto-number can't serve");
        assertThat(problems(section(ACCOUNT, "Missing__c", "Name")))
                .singleElement()
                .asString()
                .contains("is not a field that the signed-in user sees");
    }

    @Test
    void refusesAnObjectThatCannotBeQueriedOrWritten() {
        assertThat(problems(section(LOG, "")))
                .containsExactly(
                        "Log__x: the org doesn't let it be queried",
                        "Log__x: the org doesn't let it be written; map it READ_ONLY");
    }

    private static Mapping resolve(MappingSection section) {
        return MappingResolver.resolve(List.of(section), object -> Optional.ofNullable(ORG.get(object)))
                .getFirst();
    }

    private static List<String> problems(MappingSection... sections) {
        var refused = new ArrayList<String>();
        assertThatThrownBy(() ->
                        MappingResolver.resolve(List.of(sections), object -> Optional.ofNullable(ORG.get(object))))
                .isInstanceOfSatisfying(MappingRefused.class, failure -> refused.addAll(failure.problems()));
        return refused;
    }

    private static List<String> columns(Mapping mapping) {
        return mapping.fields().stream().map(MappedField::column).toList();
    }

    private static MappingSection section(ObjectName object, String identifier, String... fields) {
        return new MappingSection(
                object,
                Access.READ_WRITE,
                identifier.isEmpty() ? Optional.empty() : Optional.of(new FieldName(identifier)),
                List.of(fields));
    }
}
