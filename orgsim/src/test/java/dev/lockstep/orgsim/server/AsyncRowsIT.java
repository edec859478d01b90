package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What batches of Bulk API 1.0 do to records, in each format.
class AsyncRowsIT {
    private TestOrg org;
    private AsyncClient async;
    private IngestClient ingest;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        async = AsyncClient.of(org);
        ingest = IngestClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void savesAndDeletesByCsv() {
        List<List<String>> inserted = async.run(
                "insert",
                "Account",
                IngestClient.lines(
                        "Name,External_Id__c,Industry", "One,async-1,Banking", ",async-2,", "Three,async-3,Energy"));
        assertThat(inserted.get(0)).startsWith(inserted.get(0).getFirst(), "true", "true", "");
        assertThat(inserted.get(1))
                .containsExactly(
                        "", "false", "false", "REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
        String first = inserted.get(0).getFirst();
        String third = inserted.get(2).getFirst();

        assertThat(async.run(
                        "update", "Account", IngestClient.lines("Id,Name,Industry", first + ",,#N/A", third + ",3,")))
                .containsExactly(List.of(first, "true", "false", ""), List.of(third, "true", "false", ""));
        assertThat(async.run(
                        "upsert",
                        "Account",
                        "External_Id__c,Name\r\nasync-1,1\r\nasync-4,Four\r\n",
                        "externalIdFieldName",
                        "External_Id__c"))
                .extracting(row -> row.get(2))
                .containsExactly("false", "true");
        assertThat(ingest.query(
                        "Name, Industry", "Account WHERE External_Id__c LIKE 'async-%' ORDER BY External_Id__c"))
                .containsExactly(List.of("1", ""), List.of("3", "Energy"), List.of("Four", ""));

        assertThat(async.run("delete", "Account", IngestClient.lines("Id", first)))
                .containsExactly(List.of(first, "true", "false", ""));
        assertThat(async.run("hardDelete", "Account", IngestClient.lines("Id", third)))
                .containsExactly(List.of(third, "true", "false", ""));
        assertThat(ingest.query("Name", "Account WHERE External_Id__c LIKE 'async-%'"))
                .containsExactly(List.of("Four"));
    }

    @Test
    void savesAndDeletesByXml() {
        String insert = async.create("insert", "Contact", "XML");
        String batch = async.add(
                insert,
                AsyncClient.XML,
                AsyncClient.sObjects(
                        "<LastName>Lee</LastName><Title>Boss</Title><Birthdate>1990-02-03Z</Birthdate>",
                        "<FirstName>Nobody</FirstName>",
                        "<LastName>Loo</LastName><Account><sObject><External_Id__c>%s</External_Id__c></sObject></Account>"
                                .formatted(anExternalId())));
        HttpResponse<String> results = async.get(async.complete(insert, batch) + "/result");
        List<String> ids = AsyncClient.elements(results, "id");
        assertThat(results.body())
                .isEqualTo(("<?xml version=\"1.0\" encoding=\"UTF-8\"?><results"
                               + " xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">"
                               + "<result><id>%s</id><success>true</success><created>true</created></result><result><errors><fields>LastName</fields><message>Required"
                               + " fields are missing:"
                               + " [LastName]</message><statusCode>REQUIRED_FIELD_MISSING</statusCode></errors>"
                               + "<success>false</success><created>false</created></result>"
                               + "<result><id>%s</id><success>true</success><created>true</created></result></results>")
                        .formatted(ids.get(0), ids.get(1)));
        assertThat(ingest.query(
                        "LastName, Title, Birthdate, Account.External_Id__c",
                        "Contact WHERE LastName IN ('Lee', 'Loo')"))
                .containsExactly(List.of("Lee", "Boss", "1990-02-03", ""), List.of("Loo", "", "", anExternalId()));

        String update = async.create("update", "Contact", "XML");
        async.complete(
                update,
                async.add(
                        update,
                        AsyncClient.XML,
                        AsyncClient.sObjects(
                                "<Id>%s</Id><Title xsi:nil=\"true\"/><LastName></LastName>".formatted(ids.get(0)))));
        assertThat(ingest.query("LastName, Title", "Contact WHERE Id = '%s'".formatted(ids.get(0))))
                .containsExactly(List.of("Lee", ""));
        String delete = async.create("delete", "Contact", "XML");
        async.complete(
                delete, async.add(delete, AsyncClient.XML, AsyncClient.sObjects("<Id>%s</Id>".formatted(ids.get(0)))));
        assertThat(ingest.query("LastName", "Contact WHERE LastName = 'Lee'")).isEmpty();
    }

    @Test
    void savesByJson() {
        String job = async.create("insert", "Contact", "JSON");
        String batch = async.add(job, AsyncClient.JSON, """
            [{"attributes":{"type":"Contact"},"LastName":"Json","Title":null,"Email":"json@example.com"},
             {"FirstName":"Nobody"},
             {"LastName":"Jsonson","Account":{"External_Id__c":"%s"}}]
            """.formatted(anExternalId()));
        async.await(AsyncClient.path(job, batch), answer -> answer.body().contains("\"state\":\"Completed\""));

        JsonNode results = AsyncClient.json(async.get(AsyncClient.path(job, batch) + "/result"));

        assertThat(results.get(0).get("success").asBoolean()).isTrue();
        assertThat(results.get(0).get("created").asBoolean()).isTrue();
        assertThat(results.get(0).get("id").asString()).startsWith("003");
        assertThat(results.get(0).get("errors").size()).isZero();
        assertThat(results.get(1).toString())
                .isEqualTo("{\"success\":false,\"created\":false,\"id\":null,\"errors\":[{\"message\":"
                        + "\"Required fields are missing: [LastName]\",\"fields\":[\"LastName\"],"
                        + "\"statusCode\":\"REQUIRED_FIELD_MISSING\"}]}");
        assertThat(ingest.query(
                        "LastName, Email, Account.External_Id__c",
                        "Contact WHERE LastName LIKE 'Json%' ORDER BY LastName"))
                .containsExactly(List.of("Json", "json@example.com", ""), List.of("Jsonson", "", anExternalId()));
    }

    private String anExternalId() {
        return ingest.query("External_Id__c", "Account WHERE External_Id__c != null ORDER BY External_Id__c LIMIT 1")
                .getFirst()
                .getFirst();
    }

    /// An owner may be a user or a group, so that its type is told; an account is an account.
    @Test
    void findsParentsByOneOfTheirFieldsInEachFormat() {
        String user = org.server().org().adminUser().username();
        assertThat(async.run(
                        "insert",
                        "Contact",
                        IngestClient.lines("LastName,Account.External_Id__c", "Parent," + anExternalId())))
                .extracting(row -> row.get(1))
                .containsExactly("true");
        async.run("insert", "Lead", IngestClient.lines("LastName,Company,User:Owner.Username", "Csv,Owned," + user));
        String xml = async.create("insert", "Lead", "XML");
        async.complete(
                xml,
                async.add(
                        xml,
                        AsyncClient.XML,
                        AsyncClient.sObjects(("<LastName>Xml</LastName><Company>Owned</Company><Owner><sObject>"
                                        + "<type>User</type><Username>%s</Username></sObject></Owner>")
                                .formatted(user))));
        String json = async.create("insert", "Lead", "JSON");
        String batch = async.add(json, AsyncClient.JSON, """
            [{"LastName":"Json","Company":"Owned","Owner":{"attributes":{"type":"User"},"Username":"%s"}}]
            """.formatted(user));
        async.await(AsyncClient.path(json, batch), answer -> answer.body().contains("\"state\":\"Completed\""));

        assertThat(ingest.query("Account.External_Id__c", "Contact WHERE LastName = 'Parent'"))
                .containsExactly(List.of(anExternalId()));
        assertThat(ingest.query("LastName, Owner.Username", "Lead WHERE Company = 'Owned' ORDER BY LastName"))
                .containsExactly(List.of("Csv", user), List.of("Json", user), List.of("Xml", user));
    }

    @Test
    void unpacksBatches() throws IOException {
        String job = async.create("insert", "Account", "CSV");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("Name\nPacked\n".getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> added = org.send(async.request("/job/" + job + "/batch")
                .header("Content-Type", AsyncClient.CSV)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());
        String batch = AsyncClient.made(added);

        async.complete(job, batch);

        assertThat(ingest.query("Name", "Account WHERE Name = 'Packed'")).hasSize(1);
        assertThat(async.get(AsyncClient.path(job, batch) + "/request").body()).isEqualTo("Name\nPacked\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "insert | CSV | Foo;1 | InvalidBatch : Field name not found : Foo",
                "insert | CSV | Name | InvalidBatch : Records not found",
                "insert | CSV | Name;a\"b | InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with"
                        + " quote should be within a quote",
                "update | CSV | Name;x | InvalidBatch : Field name not found : Id",
                "delete | CSV | Id,Name;x,y | InvalidBatch : The 'delete' batch must contain only ids",
                "insert | XML | <Foo>1</Foo> | InvalidBatch : Field name not found : Foo",
                "insert | XML | <Name>1</Foo> | InvalidBatch : Failed to parse XML.",
                "delete | XML | <Name>1</Name> | InvalidBatch : The 'delete' batch must contain only ids",
                "insert | JSON | [] | InvalidBatch : Records not found",
                "insert | JSON | [{\"Name\":1} | InvalidBatch : Failed to parse JSON.",
                "insert | JSON | {\"Name\":1} | InvalidBatch : Failed to parse JSON. A batch is an array of flat"
                        + " objects",
                "insert | JSON | [{\"Name\":[1]}] | InvalidBatch : Failed to parse JSON. A batch is an array of flat"
                        + " objects",
                "insert | JSON | [{\"Foo\":1}] | InvalidBatch : Field name not found : Foo"
            })
    void failsABatchThatCanNotBeReadAndSavesNothing(String operation, String content, String data, String message) {
        String job = async.create(operation, "Account", content);
        String body = data.replace(';', '\n');
        long before = accounts();

        String told = switch (content) {
            case "CSV" -> async.fail(job, AsyncClient.CSV, body);
            case "XML" -> async.fail(job, AsyncClient.XML, AsyncClient.sObjects("<Name>ok</Name>", body));
            default -> {
                String batch = async.add(job, AsyncClient.JSON, body);
                yield AsyncClient.json(async.await(
                                AsyncClient.path(job, batch),
                                answer -> answer.body().contains("\"state\":\"Failed\"")))
                        .get("stateMessage")
                        .asString();
            }
        };

        if (operation.equals("delete") && content.equals("XML")) {
            assertThat(told.replace("&apos;", "'")).isEqualTo(message);
        } else {
            assertThat(told).startsWith(message);
        }
        assertThat(accounts()).isEqualTo(before);
        assertThat(AsyncClient.element(async.by("65.0").get("/job/" + job), "numberBatchesFailed"))
                .isEqualTo(content.equals("JSON") ? "" : "1");
    }

    private long accounts() {
        return IngestClient.json(org.query("SELECT COUNT() FROM Account"))
                .get("totalSize")
                .asLong();
    }

    @Test
    void failsABatchOfMoreThanTenThousandRecords() {
        String rows = IntStream.range(0, 10_001).mapToObj("R%d\n"::formatted).collect(Collectors.joining());

        assertThat(async.fail(async.create("insert", "Account", "CSV"), AsyncClient.CSV, "Name\n" + rows))
                .isEqualTo("InvalidBatch : Exceeded number of records : 10002."
                        + " Number of records should be less than or equal to 10001");
    }

    @Test
    void refusesABatchOfMoreThanTenMillionCharacters() {
        String job = async.create("insert", "Account", "CSV");
        String most = "Name\n" + ("x".repeat(9_999) + "\n").repeat(999) + "y".repeat(9_995);

        assertThat(async.post("/job/" + job + "/batch", AsyncClient.CSV, most).statusCode())
                .isEqualTo(201);
        HttpResponse<String> refused = async.post("/job/" + job + "/batch", AsyncClient.CSV, most + "z");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(AsyncClient.element(refused, "exceptionCode")).isEqualTo("ClientInputError");
        assertThat(AsyncClient.element(refused, "exceptionMessage"))
                .isEqualTo("Failed to read request. Exceeded max size limit of 10000000");
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("1");
    }

    @Test
    void failsABatchWithAFieldThatIsTooLong() {
        String job = async.create("insert", "Account", "XML");

        assertThat(async.fail(
                        job, AsyncClient.XML, AsyncClient.sObjects("<Name>%s</Name>".formatted("x".repeat(131_073)))))
                .isEqualTo("InvalidBatch : Failed to parse XML. Exceeded max length for one column."
                        + " Max length for one column is = 131072");
    }
}
