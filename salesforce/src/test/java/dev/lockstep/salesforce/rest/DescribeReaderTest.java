package dev.lockstep.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescribeReaderTest {
    private static final String CONTACT = """
        {"actionOverrides":[],"childRelationships":[{"childSObject":"Case","field":"ContactId","name":"Cases"}],
         "createable":true,"custom":false,"deletable":true,"keyPrefix":"003","label":"Contact","name":"Contact",
         "queryable":true,"replicateable":true,"retrieveable":true,"undeletable":true,"updateable":false,
         "fields":[
          {"autoNumber":false,"calculated":false,"caseSensitive":false,"createable":true,"custom":true,
           "defaultedOnCreate":false,"externalId":true,"idLookup":true,"length":36,"name":"External_Id__c",
           "nillable":true,"picklistValues":[],"precision":0,"referenceTo":[],"relationshipName":null,"scale":0,
           "type":"string","unique":true,"updateable":true,"filteredLookupInfo":{"name":"nested"}},
          {"createable":true,"length":18,"name":"OwnerId","precision":0,"referenceTo":["Group","User"],
           "relationshipName":"Owner","scale":0,"type":"reference","updateable":true,
           "picklistValues":[{"active":true,"value":"x"}]},
          {"createable":false,"length":0,"name":"Total__c","precision":16,"scale":2,"type":"currency",
           "calculated":true,"referenceTo":[]},
          {"name":"Shape__c","type":"hologram"}],
         "recordTypeInfos":[{"name":"Master"}],"urls":{"describe":"/x"}}
        """;

    @Test
    void readsAnObjectWithItsFieldsInOrder() {
        var described = DescribeReader.describe(bytes(CONTACT));
        var contact = described.description();

        assertThat(contact.name()).isEqualTo(new ObjectName("Contact"));
        assertThat(contact.label()).isEqualTo("Contact");
        assertThat(contact.keyPrefix()).isEqualTo("003");
        assertThat(contact.traits())
                .containsExactlyInAnyOrder(
                        ObjectTrait.CREATEABLE,
                        ObjectTrait.DELETABLE,
                        ObjectTrait.QUERYABLE,
                        ObjectTrait.REPLICATEABLE,
                        ObjectTrait.RETRIEVEABLE,
                        ObjectTrait.UNDELETABLE);
        assertThat(contact.fields())
                .containsExactly(
                        new FieldDescription(
                                new FieldName("External_Id__c"),
                                FieldType.STRING,
                                36,
                                0,
                                0,
                                Set.of(
                                        FieldTrait.CREATEABLE,
                                        FieldTrait.CUSTOM,
                                        FieldTrait.EXTERNAL_ID,
                                        FieldTrait.ID_LOOKUP,
                                        FieldTrait.NILLABLE,
                                        FieldTrait.UNIQUE,
                                        FieldTrait.UPDATEABLE),
                                List.of(),
                                Optional.empty()),
                        new FieldDescription(
                                new FieldName("OwnerId"),
                                FieldType.REFERENCE,
                                18,
                                0,
                                0,
                                Set.of(FieldTrait.CREATEABLE, FieldTrait.UPDATEABLE),
                                List.of(new ObjectName("Group"), new ObjectName("User")),
                                Optional.of("Owner")),
                        new FieldDescription(
                                new FieldName("Total__c"),
                                FieldType.CURRENCY,
                                0,
                                16,
                                2,
                                Set.of(FieldTrait.CALCULATED),
                                List.of(),
                                Optional.empty()));
    }

    @Test
    void namesTheFieldsOfUnknownTypes() {
        assertThat(DescribeReader.describe(bytes(CONTACT)).leftOut()).containsExactly("Shape__c (hologram)");
    }

    @Test
    void readsTheNamesOfAllObjects() {
        assertThat(DescribeReader.objects(bytes("""
            {"encoding":"UTF-8","maxBatchSize":200,"sobjects":[
             {"name":"Account","urls":{"describe":"/x"},"custom":false},{"name":"Order_Item__c","custom":true}]}
            """)))
                .containsExactly(new ObjectName("Account"), new ObjectName("Order_Item__c"));
    }

    @Test
    void refusesADescriptionThatWasCutShort() {
        var json = CONTACT.strip();
        for (int end = 0; end < json.length(); end++) {
            var cut = bytes(json.substring(0, end));
            assertThatIllegalArgumentException().isThrownBy(() -> DescribeReader.describe(cut));
        }
    }

    @Test
    void refusesAListThatIsNone() {
        for (var json : List.of(
                "",
                "[]",
                "{}",
                "{\"sobjects\":null}",
                "{\"sobjects\":[{\"name\":\"Account\"}",
                "{\"sobjects\":[{}]}")) {
            assertThatIllegalArgumentException().as(json).isThrownBy(() -> DescribeReader.objects(bytes(json)));
        }
    }

    @Test
    void readsBothKindsOfRefusals() {
        assertThat(RestError.read(bytes("[{\"message\":\"no\",\"errorCode\":\"INVALID_FIELD\",\"fields\":[]}]")))
                .contains(new RestError("INVALID_FIELD", "no"));
        assertThat(RestError.read(bytes("{\"error\":\"invalid_grant\",\"error_description\":\"no\"}")))
                .contains(new RestError("invalid_grant", "no"));
        for (var body : List.of("", "<html>", "[]", "{}", "[\"x\"]", "[{\"message\":\"no\"}]", "{\"error\":\"inv")) {
            assertThat(RestError.read(bytes(body))).as(body).isEmpty();
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
