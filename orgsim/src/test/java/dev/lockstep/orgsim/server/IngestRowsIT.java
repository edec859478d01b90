package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of the rows of ingest jobs.
class IngestRowsIT {
    private TestOrg org;
    private IngestClient ingest;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        ingest = IngestClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void insertsGoodRowsAndTellsOfBadOnes() {
        String id = ingest.run(
                IngestClient.lines(
                        "Name,External_Id__c,NumberOfEmployees",
                        "First,key-1,12",
                        ",key-2,3",
                        "Third,key-3,many",
                        "Fourth,KEY-1,",
                        "Fifth,key-5,"),
                "Account",
                "insert");

        assertThat(ingest.job(id).get("numberRecordsProcessed").asInt()).isEqualTo(5);
        assertThat(ingest.job(id).get("numberRecordsFailed").asInt()).isEqualTo(3);
        List<List<String>> saved =
                ingest.query("Id, Name, NumberOfEmployees", "Account WHERE External_Id__c LIKE 'key-%' ORDER BY Name");
        assertThat(saved)
                .extracting(row -> row.subList(1, 3))
                .containsExactly(List.of("Fifth", ""), List.of("First", "12"));
        assertThat(ingest.successful(id))
                .containsExactly(
                        List.of(saved.get(1).getFirst(), "true", "First", "key-1", "12"),
                        List.of(saved.get(0).getFirst(), "true", "Fifth", "key-5", ""));
        List<List<String>> failed = ingest.failed(id);
        assertThat(failed)
                .containsExactly(
                        List.of(
                                "",
                                "REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --",
                                "",
                                "key-2",
                                "3"),
                        List.of("", failed.get(1).get(1), "Third", "key-3", "many"),
                        List.of("", failed.get(2).get(1), "Fourth", "KEY-1", ""));
        assertThat(failed.get(1).get(1)).matches("\\w+:.*many.*:NumberOfEmployees --");
        assertThat(failed.get(2).get(1)).startsWith("DUPLICATE_VALUE:duplicate value found: External_Id__c");
    }

    @Test
    void updatesWhatIsGivenAndEmptiesWhatIsMarked() {
        List<String> ids = insert("Name,Phone,Website", "A,1,a.example", "B,2,b.example");

        String id = ingest.run(
                IngestClient.lines(
                        "id,PHONE,Website",
                        ids.getFirst() + ",#N/A,",
                        ids.getLast().substring(0, 15) + ",22,\"\"",
                        "001000000000000AAA,3,",
                        "nonsense,3,",
                        "003000000000000AAA,3,",
                        ",3,"),
                "Account",
                "update");

        assertThat(ingest.query("Name, Phone, Website", "Account WHERE Name IN ('A', 'B') ORDER BY Name"))
                .containsExactly(List.of("A", "", "a.example"), List.of("B", "22", "b.example"));
        assertThat(ingest.successful(id))
                .containsExactly(
                        List.of(ids.getFirst(), "false", ids.getFirst(), "#N/A", ""),
                        List.of(ids.getLast(), "false", ids.getLast().substring(0, 15), "22", ""));
        assertThat(ingest.failed(id))
                .extracting(row -> row.getFirst() + "|" + row.get(1).replaceFirst(":.*", ""))
                .containsExactly(
                        "001000000000000AAA|INVALID_CROSS_REFERENCE_KEY",
                        "|MALFORMED_ID",
                        "003000000000000AAA|MALFORMED_ID",
                        "|MISSING_ARGUMENT");
        assertThat(ingest.failed(id).getLast().get(1))
                .isEqualTo("MISSING_ARGUMENT:Id not specified in an update call:Id --");
    }

    /// Inserts accounts.
    ///
    /// @return their Ids, in the order of the rows
    private List<String> insert(String header, String... rows) {
        String job = ingest.run(header + "\n" + IngestClient.lines(rows), "Account", "insert");
        return ingest.successful(job).stream().map(List::getFirst).toList();
    }

    @Test
    void tellsIdsOfFailuresSinceVersion53() {
        String csv = IngestClient.lines("Id,Phone", "001000000000000AAA,3");
        IngestClient old = ingest.by("52.0");

        assertThat(old.failed(old.run(csv, "Account", "update")).getFirst().getFirst())
                .isEmpty();
        IngestClient newer = ingest.by("53.0");
        assertThat(newer.failed(newer.run(csv, "Account", "update")).getFirst().getFirst())
                .isEqualTo("001000000000000AAA");
    }

    @Test
    void upsertsByExternalId() {
        String before = ingest.query("Id", "Account WHERE External_Id__c = 'account-0001'")
                .toString();
        List<String> ids = insert("Name,External_Id__c", "Old,up-1");

        String id = ingest.run(
                IngestClient.lines(
                        "External_Id__c,Name", "up-1,Newer", "up-2,Made", "up-3,Twice", "UP-3,Again", ",Keyless"),
                "Account",
                "upsert",
                "externalIdFieldName",
                "External_Id__c");

        assertThat(ingest.query("Name", "Account WHERE External_Id__c LIKE 'up-%' ORDER BY External_Id__c"))
                .containsExactly(List.of("Newer"), List.of("Made"));
        assertThat(ingest.successful(id))
                .extracting(row -> row.subList(1, 4))
                .containsExactly(List.of("false", "up-1", "Newer"), List.of("true", "up-2", "Made"));
        assertThat(ingest.successful(id).getFirst().getFirst()).isEqualTo(ids.getFirst());
        assertThat(ingest.failed(id))
                .extracting(row -> row.get(1))
                .containsExactly(
                        "DUPLICATE_VALUE:Duplicate external id specified: up-3:External_Id__c --",
                        "DUPLICATE_VALUE:Duplicate external id specified: UP-3:External_Id__c --",
                        "MISSING_ARGUMENT:External_Id__c not specified:External_Id__c --");
        assertThat(ingest.query("Id", "Account WHERE External_Id__c = 'account-0001'")
                        .toString())
                .isEqualTo(before);
    }

    @Test
    void upsertsAKeyAgainThatStandsInAnotherChunk() {
        String csv = "External_Id__c,Name\n"
                + IntStream.range(0, 300)
                        .mapToObj(row -> "far-%d,Row %d\n".formatted(row % 250, row))
                        .collect(Collectors.joining());

        String id = ingest.run(csv, "Account", "upsert", "externalIdFieldName", "External_Id__c");

        assertThat(ingest.failed(id)).isEmpty();
        List<List<String>> rows = ingest.successful(id);
        assertThat(rows.get(250))
                .startsWith(rows.getFirst().getFirst(), "false")
                .endsWith("far-0", "Row 250");
        assertThat(ingest.query("Name", "Account WHERE External_Id__c = 'far-0'"))
                .containsExactly(List.of("Row 250"));
        assertThat(org.query("SELECT COUNT() FROM Account WHERE External_Id__c LIKE 'far-%'")
                        .body())
                .contains("\"totalSize\":250");
    }

    @Test
    void upsertsById() {
        List<String> ids = insert("Name", "Known");

        String id = ingest.run(
                IngestClient.lines("Id,Name", ids.getFirst() + ",Changed", ",Fresh"),
                "Account",
                "upsert",
                "externalIdFieldName",
                "Id");

        assertThat(ingest.successful(id))
                .extracting(row -> row.get(1) + row.get(3))
                .containsExactly("falseChanged", "trueFresh");
        assertThat(ingest.query("Name", "Account WHERE Name IN ('Known', 'Changed', 'Fresh') ORDER BY Name"))
                .containsExactly(List.of("Changed"), List.of("Fresh"));
    }

    @ParameterizedTest
    @CsvSource({"delete", "hardDelete"})
    void deletesRecordsOfItsObjectAlone(String operation) {
        List<String> ids = insert("Name", "Gone 1", "Gone 2", "Stays");
        String contact = ingest.query("Id", "Contact LIMIT 1").getFirst().getFirst();
        String bad =
                IntStream.range(0, 12).mapToObj(_ -> contact + "\nnonsense\n").collect(Collectors.joining());

        String id = ingest.run(
                "Id\n" + ids.get(0) + "\n" + bad + ids.get(1) + "\n" + ids.get(1) + "\n", "Account", operation);

        assertThat(ingest.successful(id))
                .containsExactly(List.of(ids.get(0), "false", ids.get(0)), List.of(ids.get(1), "false", ids.get(1)));
        assertThat(ingest.failed(id)).hasSize(25);
        assertThat(ingest.failed(id).getLast())
                .containsExactly(ids.get(1), "ENTITY_IS_DELETED:entity is deleted:--", ids.get(1));
        assertThat(ingest.query("Name", "Account WHERE Name LIKE 'Gone %' OR Name = 'Stays'"))
                .containsExactly(List.of("Stays"));
        assertThat(ingest.query("Id", "Contact WHERE Id = '%s'".formatted(contact)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"delete, 1", "hardDelete, 0"})
    void keepsDeletedRecordsInTheBinUnlessTheyAreDeletedHard(String operation, int kept) {
        String id = insert("Name", "Gone").getFirst();

        ingest.run("Id\n" + id + "\n", "Account", operation);

        var rest = RestClient.of(org, 65);
        assertThat(rest.get("/queryAll?q=" + TestOrg.encoded("SELECT COUNT() FROM Account WHERE Id = '" + id + "'"))
                        .body())
                .contains("\"totalSize\":" + kept);
        var now = org.server().org().now();
        assertThat(rest.get("/sobjects/Account/deleted/?start=%s&end=%s"
                                .formatted(now.minusSeconds(3_600), now.plusSeconds(3_600)))
                        .body())
                .contains(id);
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void findsParentsByTheirKeys() {
        String contacts = ingest.run(
                IngestClient.lines(
                        "LastName,Account.External_Id__c,ReportsTo.External_Id__c",
                        "Both,account-0001,contact-0001",
                        "Nobody,nothing,",
                        "Alone,,"),
                "Contact",
                "insert");

        assertThat(ingest.successful(contacts)).extracting(row -> row.get(2)).containsExactly("Both", "Alone");
        assertThat(ingest.failed(contacts).getFirst().get(1))
                .isEqualTo("INVALID_FIELD:Foreign key external ID: nothing not found for field External_Id__c in entity"
                        + " Account:AccountId --");
        assertThat(ingest.query(
                        "LastName, Account.External_Id__c, ReportsTo.External_Id__c",
                        "Contact WHERE LastName IN ('Both', 'Alone') ORDER BY LastName"))
                .containsExactly(List.of("Alone", "", ""), List.of("Both", "account-0001", "contact-0001"));
        String both = ingest.successful(contacts).getFirst().getFirst();
        ingest.run(
                IngestClient.lines("Id,Account.External_Id__c,ReportsTo.External_Id__c", both + ",account-0002,#N/A"),
                "Contact",
                "update");
        assertThat(ingest.query("Account.External_Id__c, ReportsToId", "Contact WHERE LastName = 'Both'"))
                .containsExactly(List.of("account-0002", ""));
    }

    @Test
    void refusesAKeyBesideAnIdOfTheSameParent() {
        String account = ingest.query("Id", "Account LIMIT 1").getFirst().getFirst();

        String id = ingest.run(
                IngestClient.lines("LastName,AccountId,Account.External_Id__c", "Two," + account + ",account-0001"),
                "Contact",
                "insert");

        assertThat(ingest.failed(id).getFirst().get(1))
                .contains("Cannot specify both an external ID reference Account and a salesforce id, AccountId");
    }

    @Test
    void findsParentsOfSeveralTypesByTypeAndKey() {
        String user = org.server().org().adminUser().username();

        ingest.run(IngestClient.lines("Subject,User:Owner.Username", "Owned," + user), "Case", "insert");

        assertThat(ingest.query("Owner.Username", "Case WHERE Subject = 'Owned'"))
                .hasSize(1);
        assertThat(ingest.query("OwnerId", "Case WHERE Subject = 'Owned'"))
                .containsExactly(List.of(org.server().org().adminUser().id()));
        assertThat(ingest.fail(IngestClient.lines("Subject,Owner.Username", "Owned," + user), "Case", "insert"))
                .isEqualTo("InvalidBatch : Field name not found : Owner.Username");
    }

    @Test
    void takesDaysWithAZone() {
        ingest.run(
                IngestClient.lines(
                        "LastName,Birthdate", "Zulu,1940-06-07Z", "Plain,1941-06-07", "Far,1942-06-07+02:00"),
                "Contact",
                "insert");

        assertThat(ingest.query("Birthdate", "Contact WHERE LastName IN ('Zulu', 'Plain', 'Far') ORDER BY Birthdate"))
                .containsExactly(List.of("1940-06-07"), List.of("1941-06-07"), List.of("1942-06-07"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '#',
            value = {
                "insert # Name,Foo # InvalidBatch : Field name not found : Foo",
                "insert # Name,Nothing.External_Id__c # InvalidBatch : Field name not found : Nothing.External_Id__c",
                "insert # Name,Parent.Foo # InvalidBatch : Field name not found : Parent.Foo",
                "insert # Name,Account:Parent.External_Id__c"
                        + " # InvalidBatch : type is not needed for non polymorphic foreign key references: Parent",
                "insert # Name,name # InvalidBatch : Field name duplicated : name",
                "update # Name,Phone # InvalidBatch : Field name not found : Id",
                "upsert # Name,Phone # InvalidBatch : Field name not found : External_Id__c",
                "delete # Id,Name # InvalidBatch : The 'delete' batch must contain only ids",
                "hardDelete # Name,Phone # InvalidBatch : The 'hardDelete' batch must contain only ids"
            })
    void failsWithColumnsThatItCannotUse(String operation, String header, String message) {
        String[] key =
                operation.equals("upsert") ? new String[] {"externalIdFieldName", "External_Id__c"} : new String[0];

        assertThat(ingest.fail(header + "\nA,B\n", "Account", operation, key)).isEqualTo(message);
    }

    @Test
    void savesTwentyThousandRows() {
        String csv = "External_Id__c,Name,Weight__c,Delivered_At__c,Account__r.External_Id__c\n"
                + IntStream.range(0, 20_000)
                        .mapToObj(row -> "many-%05d,%s,%d.5,2026-01-02T03:04:05.000Z,account-0001\n"
                                .formatted(row, row % 1_000 == 7 ? "" : "Row " + row, row))
                        .collect(Collectors.joining());

        String id = ingest.run(csv, "Delivery__c", "insert");

        assertThat(ingest.job(id).get("numberRecordsProcessed").asInt()).isEqualTo(20_000);
        assertThat(ingest.job(id).get("numberRecordsFailed").asInt()).isEqualTo(20);
        List<List<String>> saved = ingest.successful(id);
        assertThat(saved).hasSize(19_980);
        assertThat(new HashSet<>(saved.stream().map(List::getFirst).toList())).hasSize(19_980);
        assertThat(saved).extracting(row -> row.get(2)).isSorted();
        assertThat(ingest.failed(id)).hasSize(20);
        assertThat(ingest.failed(id).getFirst()).contains("many-00007");
        assertThat(org.query("SELECT COUNT() FROM Delivery__c WHERE External_Id__c LIKE 'many-%'"
                                + " AND Account__r.External_Id__c = 'account-0001'")
                        .body())
                .contains("\"totalSize\":19980");
    }
}
