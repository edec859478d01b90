package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/// Answers held against the schema of a real partner WSDL.
class SoapSchemaIT {
    private static final Pattern ID = Pattern.compile("<id>(\\w{18})</id>");

    @TempDir
    private static Path scratch;

    private static PartnerSchema schema;
    private static TestOrg org;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        schema = PartnerSchema.load(scratch);
        org = new TestOrg(OrgsimSettings.defaults().withGeneratedRows(1_000));
        token = org.token();
    }

    @AfterAll
    static void stop() {
        if (org != null) {
            org.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<describeGlobal/>",
                "<describeSObjects><sObjectType>Account</sObjectType><sObjectType>Contact</sObjectType><sObjectType>User</sObjectType><sObjectType>Reading__c</sObjectType></describeSObjects>",
                "<describeSObject><sObjectType>Account</sObjectType></describeSObject>",
                "<getUserInfo/>",
                "<getServerTimestamp/>",
                "<query><queryString>SELECT Id, Name, Owner.Name, Parent.Name, BillingAddress, CreatedDate FROM"
                        + " Account</queryString></query>",
                "<query><queryString>SELECT Id FROM Reading__c</queryString></query>",
                "<query><queryString>SELECT COUNT() FROM Account</queryString></query>",
                "<query><queryString>SELECT COUNT(Id) FROM Account</queryString></query>",
                "<query><queryString>SELECT Id, Name, MailingAddress, Account.Name, Account.Owner.Name FROM"
                        + " Contact</queryString></query>",
                "<query><queryString>SELECT Weight__c, Price__c, Discount__c, Delivered_On__c, Delivered_At__c,"
                        + " Slot__c, Fragile__c, Tags__c, Notes__c, Total__c, Account__r.Name FROM"
                        + " Delivery__c</queryString></query>",
                "<describeSObjects><sObjectType>Lead</sObjectType><sObjectType>Opportunity</sObjectType><sObjectType>Case</sObjectType><sObjectType>Delivery__c</sObjectType></describeSObjects>",
                "<queryAll><queryString>SELECT Name FROM Account</queryString></queryAll>",
                "<create><sObjects><s:type>Account</s:type></sObjects><sObjects><s:type>Account</s:type><s:Name>x</s:Name></sObjects></create>",
                "<update><sObjects><s:type>Account</s:type><s:Id>001000000000000AAA</s:Id></sObjects></update>",
                "<delete><ids>001000000000000AAA</ids></delete>"
            })
    void answersAsTheSchemaSays(String operation) throws Exception {
        assertValid(200, operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<query><queryString>SELECT</queryString></query>",
                "<query><queryString>SELECT Nothing__c FROM Account</queryString></query>",
                "<query><queryString>SELECT Id FROM Nothing__c</queryString></query>",
                "<queryMore><queryLocator>nothing</queryLocator></queryMore>",
                "<retrieve><fieldList>Id</fieldList><sObjectType>Account</sObjectType><ids>nothing</ids></retrieve>",
                "<login><username>a</username><password>b</password></login>"
            })
    void refusesAsTheSchemaSays(String operation) throws Exception {
        assertValid(500, operation);
    }

    @Test
    void answersAWritingRoundAsTheSchemaSays() throws Exception {
        String created = assertValid(200, RawSoap.createAccount("Schema"));
        var id = ID.matcher(created);
        assertThat(id.find()).isTrue();
        assertValid(
                200,
                "<retrieve><fieldList>Id, Name, BillingAddress</fieldList><sObjectType>Account</sObjectType><ids>%s</ids></retrieve>"
                        .formatted(id.group(1)));
        assertValid(
                200,
                "<upsert><externalIDFieldName>Id</externalIDFieldName><sObjects><s:type>Account</s:type><s:Id>%s</s:Id><s:Name>y</s:Name></sObjects></upsert>"
                        .formatted(id.group(1)));
        assertValid(200, "<delete><ids>%s</ids></delete>".formatted(id.group(1)));
        var now = org.server().org().now();
        for (String call : new String[] {"getUpdated", "getDeleted"}) {
            assertValid(
                    200,
                    "<%s><sObjectType>Account</sObjectType><startDate>%s</startDate><endDate>%s</endDate></%s>"
                            .formatted(call, now.minusSeconds(3_600), now.plusSeconds(120), call));
        }
        assertValid(200, "<logout/>");
        token = org.token();
    }

    @Test
    void noticesWhatTheSchemaDoesNotAllow() {
        HttpResponse<String> answer = RawSoap.call(org, "58.0", RawSoap.message(token, "<getServerTimestamp/>"));
        String renamed = answer.body().replace("timestamp>", "time>");

        assertThatExceptionOfType(SAXException.class)
                .isThrownBy(() -> schema.validate(renamed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String assertValid(int status, String operation) throws Exception {
        HttpResponse<String> answer = RawSoap.call(org, "58.0", RawSoap.message(token, operation));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        schema.validate(answer.body().getBytes(StandardCharsets.UTF_8));
        return answer.body();
    }
}
