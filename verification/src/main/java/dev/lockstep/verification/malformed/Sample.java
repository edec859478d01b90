package dev.lockstep.verification.malformed;

import java.util.List;

/// A sound input, which mutations begin with. Its kind says how it is sent, and in which form it may be refused.
sealed interface Sample {
    /// What is sent, as text.
    String text();

    /// A query, sent over REST.
    record Query(String text) implements Sample {}

    /// A JSON body.
    record Json(String method, String path, String text) implements Sample {}

    /// What stands in the body of a SOAP message; the mutations get the whole message.
    record Soap(String text) implements Sample {}

    /// The data of an ingest job.
    record Csv(String operation, String text) implements Sample {}

    /// What makes a job of Bulk API 1.0, as XML or JSON.
    record AsyncJob(AsyncForm form, String text) implements Sample {}

    /// The data of a batch of Bulk API 1.0.
    record AsyncBatch(AsyncForm form, String operation, String text) implements Sample {}

    /// Messages of the Streaming API. [#CLIENT] stands for a client that has shaken hands.
    record Stream(String text) implements Sample {}

    /// Where a message names its client.
    String CLIENT = "@client";

    /// In which form Bulk API 1.0 is spoken.
    enum AsyncForm {
        CSV("text/csv"),
        XML("application/xml"),
        JSON("application/json");

        private final String type;

        AsyncForm(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /// Enough of each kind to reach every reader of the org.
    List<Sample> ALL = List.of(
            new Query("SELECT Id, Name, Owner.Name FROM Account WHERE Name LIKE 'A%' AND CreatedDate >"
                    + " 2026-01-01T00:00:00Z ORDER BY Name DESC NULLS LAST LIMIT 10 OFFSET 2"),
            new Query("SELECT COUNT(Id) n, MAX(SystemModstamp) FROM Contact WHERE AccountId != null GROUP BY LastName"
                    + " HAVING COUNT(Id) > 1"),
            new Query(
                    "SELECT Id FROM Delivery__c WHERE (Weight__c >= 1.5 OR Due__c = LAST_N_DAYS:3) AND Id IN ('a00')"),
            new Query("SELECT FIELDS(ALL) FROM Lead WHERE Company = 'it\\'s' LIMIT 200"),
            new Query("SELECT count() FROM Case WHERE IsClosed = false AND NOT (Subject = null)"),
            new Json(
                    "POST",
                    "/sobjects/Account",
                    "{\"Name\":\"sound\",\"NumberOfEmployees\":12,\"AnnualRevenue\":1.5e3}"),
            new Json(
                    "POST",
                    "/sobjects/Contact",
                    "{\"LastName\":\"sound\",\"Account\":{\"External_Id__c\":\"account-1\"},\"Birthdate\":\"2000-02-29\"}"),
            new Json("PATCH", "/sobjects/Account/External_Id__c/sound", "{\"Name\":\"sound\",\"Phone\":null}"),
            new Json("POST", "/composite/sobjects", """
                {"allOrNone":false,"records":[{"attributes":{"type":"Account"},"Name":"a"},\
                {"attributes":{"type":"Lead"},"LastName":"b","Company":"c"}]}\
                """),
            new Json("POST", "/composite", """
                {"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v65.0/sobjects/Account",\
                "referenceId":"first","body":{"Name":"a"}},{"method":"GET","referenceId":"second",\
                "url":"/services/data/v65.0/sobjects/Account/@{first.id}"}]}\
                """),
            new Json("POST", "/composite/batch", """
                {"haltOnError":true,"batchRequests":[{"method":"GET","url":"v65.0/sobjects/Account/describe"},\
                {"method":"GET","url":"v65.0/query?q=SELECT+Id+FROM+Lead"}]}\
                """),
            new Json("POST", "/composite/graph", """
                {"graphs":[{"graphId":"1","compositeRequest":[{"method":"POST","referenceId":"first",\
                "url":"/services/data/v65.0/sobjects/Account","body":{"Name":"a"}},{"method":"POST",\
                "referenceId":"second","url":"/services/data/v65.0/sobjects/Contact",\
                "body":{"LastName":"b","AccountId":"@{first.id}"}}]}]}\
                """),
            new Json("POST", "/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id, Name FROM Account\"}"),
            new Json("POST", "/jobs/ingest", """
                {"object":"Account","operation":"upsert","externalIdFieldName":"External_Id__c","contentType":"CSV",\
                "lineEnding":"LF","columnDelimiter":"COMMA"}\
                """),
            new Soap("<queryAll><queryString>SELECT Id, Name FROM Account WHERE Name != 'x' LIMIT"
                    + " 5</queryString></queryAll>"),
            new Soap("<create><sObjects xsi:type=\"sObject\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                    + "<type>Account</type><fieldsToNull>Phone</fieldsToNull><Name>sound</Name>"
                    + "<AnnualRevenue>12.5</AnnualRevenue></sObjects></create>"),
            new Soap("<upsert><externalIDFieldName>External_Id__c</externalIDFieldName><sObjects><type>Contact</type>"
                    + "<External_Id__c>sound</External_Id__c><LastName>sound</LastName><Account><type>Account</type>"
                    + "<External_Id__c>account-1</External_Id__c></Account></sObjects></upsert>"),
            new Soap(
                    "<update><sObjects><type>Lead</type><Id>00Q000000000001AAA</Id><Company>x</Company></sObjects></update>"),
            new Soap("<delete><ids>001000000000001AAA</ids><ids>003000000000001AAA</ids></delete>"),
            new Soap("<retrieve><fieldList>Id, Name</fieldList><sObjectType>Account</sObjectType>"
                    + "<ids>001000000000001AAA</ids></retrieve>"),
            new Soap("<getUpdated><sObjectType>Account</sObjectType><startDate>2026-11-01T00:00:00Z</startDate>"
                    + "<endDate>2026-11-02T00:00:00Z</endDate></getUpdated>"),
            new Soap(
                    "<describeSObjects><sObjectType>Account</sObjectType><sObjectType>Lead</sObjectType></describeSObjects>"),
            new Csv("insert", "Name,AnnualRevenue,External_Id__c\nsound,12.5,\n\"quo\"\"ted, and\nbroken\",#N/A,\n"),
            new Csv("upsert", "External_Id__c,Name,Parent.External_Id__c\nsound,sound,account-1\n"),
            new Csv("delete", "Id\n001000000000001AAA\n"),
            new AsyncJob(
                    AsyncForm.XML,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo"
                            + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"><operation>upsert</operation>"
                            + "<object>Account</object><externalIdFieldName>External_Id__c</externalIdFieldName>"
                            + "<concurrencyMode>Parallel</concurrencyMode><contentType>CSV</contentType></jobInfo>"),
            new AsyncJob(AsyncForm.JSON, """
                {"operation":"insert","object":"Contact","contentType":"JSON","concurrencyMode":"Serial"}\
                """),
            new AsyncBatch(AsyncForm.CSV, "insert", "Name,AnnualRevenue,Phone\nsound,12.5,\n\"quo\"\"ted\",#N/A,1\n"),
            new AsyncBatch(AsyncForm.CSV, "query", "SELECT Id, Name FROM Account WHERE Name LIKE 'A%'"),
            new AsyncBatch(
                    AsyncForm.XML,
                    "insert",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sObjects"
                            + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
                            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><sObject><Name>sound</Name>"
                            + "<Phone xsi:nil=\"true\"/><Parent><sObject><External_Id__c>account-1</External_Id__c>"
                            + "</sObject></Parent></sObject></sObjects>"),
            new AsyncBatch(AsyncForm.JSON, "insert", """
                [{"Name":"sound","AnnualRevenue":1.5e3,"Phone":null,"Parent":{"External_Id__c":"account-1"}}]\
                """),
            new Stream("""
                [{"channel":"/meta/handshake","version":"1.0","minimumVersion":"1.0","id":"1",\
                "supportedConnectionTypes":["long-polling"],"ext":{"replay":true}}]\
                """),
            new Stream("""
                [{"channel":"/meta/subscribe","clientId":"@client","id":"2","subscription":"/data/AccountChangeEvent",\
                "ext":{"replay":{"/data/AccountChangeEvent":-1}}},{"channel":"/meta/unsubscribe","id":"3",\
                "clientId":"@client","subscription":"/data/AccountChangeEvent"}]\
                """),
            new Stream("""
                [{"channel":"/meta/subscribe","clientId":"@client","subscription":["/topic/None","/data/ChangeEvents"]}]\
                """),
            new Stream("""
                [{"channel":"/meta/connect","clientId":"nobody","connectionType":"long-polling"},\
                {"channel":"/data/AccountChangeEvent","clientId":"@client","data":{"a":[1]}},\
                {"channel":"/meta/disconnect","clientId":"@client"}]\
                """));
}
