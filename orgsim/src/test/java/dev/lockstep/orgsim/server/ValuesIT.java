package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One record with a value of each kind, written by SOAP and read by both APIs.
class ValuesIT {
    private static final Pattern ID = Pattern.compile("<id>(\\w{18})</id>");
    private static final String CREATE = """
        <create><sObjects><s:type>Delivery__c</s:type>
          <s:Name>  Änderung &lt;"1"&gt; 🚚 </s:Name>
          <s:Weight__c>12.3456</s:Weight__c>
          <s:Price__c>12000000.50</s:Price__c>
          <s:Discount__c>12.5</s:Discount__c>
          <s:Delivered_On__c>2024-02-29</s:Delivered_On__c>
          <s:Delivered_At__c>2024-02-29T23:59:59.999+01:00</s:Delivered_At__c>
          <s:Slot__c>09:30:00.000Z</s:Slot__c>
          <s:Fragile__c>true</s:Fragile__c>
          <s:Tags__c>Heavy;Cold</s:Tags__c>
          <s:Notes__c>one&#13;&#10;two</s:Notes__c>
          <s:Email__c></s:Email__c>
        </sObjects></create>
        """;

    private static final String QUERY = "SELECT Name, Weight__c, Price__c, Discount__c, Delivered_On__c,"
            + " Delivered_At__c, Slot__c, Fragile__c, Notes__c, Email__c, Account__r.Name"
            + " FROM Delivery__c WHERE Id = '%s'";

    private static TestOrg org;
    private static String id;

    @BeforeAll
    static void create() {
        org = TestOrg.start();
        HttpResponse<String> created = RawSoap.call(org, "65.0", RawSoap.message(org.token(), CREATE));
        Matcher found = ID.matcher(created.body());
        assertThat(found.find()).as(created.body()).isTrue();
        id = found.group(1);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void writesEachKindOfValueAsSoapDoes() {
        String query = "<query><queryString>" + QUERY.formatted(id) + "</queryString></query>";

        assertThat(RawSoap.call(org, "65.0", RawSoap.message(org.token(), query))
                        .body())
                .contains("<records xsi:type=\"sf:sObject\"><sf:type>Delivery__c</sf:type><sf:Id xsi:nil=\"true\"/>"
                        + "<sf:Name>Änderung &lt;\"1\"> 🚚</sf:Name>"
                        + "<sf:Weight__c>12.346</sf:Weight__c>"
                        + "<sf:Price__c>1.20000005E7</sf:Price__c>"
                        + "<sf:Discount__c>12.5</sf:Discount__c>"
                        + "<sf:Delivered_On__c>2024-02-29</sf:Delivered_On__c>"
                        + "<sf:Delivered_At__c>2024-02-29T22:59:59.000Z</sf:Delivered_At__c>"
                        + "<sf:Slot__c>09:30:00.000Z</sf:Slot__c>"
                        + "<sf:Fragile__c>true</sf:Fragile__c>"
                        + "<sf:Notes__c>one\ntwo</sf:Notes__c>"
                        + "<sf:Email__c xsi:nil=\"true\"/>"
                        + "<sf:Account__r xsi:nil=\"true\"/></records>");
    }

    @Test
    void writesEachKindOfValueAsRestDoes() {
        assertThat(org.query(QUERY.formatted(id)).body())
                .isEqualTo("{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Delivery__c\","
                        + "\"url\":\"/services/data/v65.0/sobjects/Delivery__c/" + id + "\"},"
                        + "\"Name\":\"Änderung <\\\"1\\\"> 🚚\",\"Weight__c\":12.346,\"Price__c\":1.20000005E7,"
                        + "\"Discount__c\":12.5,\"Delivered_On__c\":\"2024-02-29\","
                        + "\"Delivered_At__c\":\"2024-02-29T22:59:59.000+0000\",\"Slot__c\":\"09:30:00.000Z\","
                        + "\"Fragile__c\":true,\"Notes__c\":\"one\\ntwo\",\"Email__c\":null,\"Account__r\":null}]}");
    }

    @Test
    void readsTheSampleRecordsAlikeByBothApis() {
        assertThat(org.query("SELECT COUNT() FROM Delivery__c WHERE Notes__c != ''")
                        .statusCode())
                .as("long text can't be compared")
                .isEqualTo(400);
        assertThat(org.query("SELECT MailingAddress FROM Contact WHERE MailingCity != '' LIMIT 1")
                        .body())
                .containsPattern("\"MailingAddress\":\\{\"city\":\"[^\"]+\",\"country\":");
    }
}
