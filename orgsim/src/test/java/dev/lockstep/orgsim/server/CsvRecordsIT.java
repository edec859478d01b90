package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// CSV files as the records that an org begins with.
class CsvRecordsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path WORKSHOP = Path.of("src", "test", "resources", "projects", "workshop");

    @TempDir
    private Path folder;

    private Path records = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        records = Files.createDirectory(folder.resolve("records"));
    }

    @Test
    void translatesOldIdsBetweenFilesAndWithinThem() throws IOException {
        // By name, contacts would come after cases.
        file("Case.csv", """
            Id,Subject,ContactId,AccountId
            500A0000001aaaa,Broken,003A0000001aaaaIAA,001A0000001bbbb
            """);
        file("Contact.csv", """
            "Id","LastName","AccountId","ReportsToId"
            "003A0000001aaaa","Below","001A0000001bbbb","003A0000001cccc"
            "003A0000001cccc","Above","","003A0000001cccc"
            """);
        file("Account.csv", """
            ID,NAME,PARENTID
            001A0000001aaaa,Daughter,001A0000001bbbb
            001A0000001bbbb,Mother,
            """);

        try (var org = org()) {
            assertThat(rows(
                            org,
                            "SELECT Subject, Contact.Name, Account.Name, Contact.ReportsTo.Name,"
                                    + " Contact.ReportsTo.ReportsTo.Name FROM Case WHERE Subject = 'Broken'"))
                    .containsExactly("Broken|Below|Above|Above|Mother");
            assertThat(rows(
                            org,
                            "SELECT Name, Parent.Name FROM Account WHERE Name IN ('Daughter', 'Mother')"
                                    + " ORDER BY Name"))
                    .containsExactly("Daughter|Mother", "Mother|null");
        }
    }

    @Test
    void setsLookupsLaterWhereFilesReferToEachOtherInACircle() throws IOException {
        describes("Egg__c", "Hen__c", "e01", true);
        describes("Hen__c", "Egg__c", "h01", true);
        file("Egg__c.csv", "Id,Name,Hen__c\ne01A00000000001,first egg,h01A00000000002\n");
        file("Hen__c.csv", """
            Id,Name,Egg__c
            h01A00000000001,first hen,e01A00000000001
            h01A00000000002,second hen,
            """);

        try (var org = new TestOrg(described())) {
            assertThat(rows(org, "SELECT Name, Hen__r.Name FROM Egg__c")).containsExactly("first egg|second hen");
            assertThat(rows(org, "SELECT Name, Egg__r.Hen__r.Name FROM Hen__c ORDER BY Name"))
                    .containsExactly("first hen|second hen", "second hen|null");
        }
    }

    @Test
    void createsParentsFirstWhereALookupStaysAsItWasMade() throws IOException {
        describes("Egg__c", "Egg__c", "e01", false);
        file("Egg__c.csv", """
            Id,Name,Egg__c
            e01A00000000001,last,e01A00000000002
            e01A00000000002,middle,e01A00000000003
            e01A00000000003,first,
            """);

        try (var org = new TestOrg(described())) {
            assertThat(rows(org, "SELECT Name, Egg__r.Egg__r.Name FROM Egg__c ORDER BY Id"))
                    .containsExactly("first|null", "middle|null", "last|first");
        }

        file("Egg__c.csv", """
            Id,Name,Egg__c
            e01A00000000001,last,e01A00000000002
            e01A00000000002,first,e01A00000000001
            """);
        refuses("Egg__c.csv, line 2: the record and its parents refer to each other in a circle", described());
    }

    @Test
    void loadsTheFilesOfParentsFirstWhereALookupStaysAsItWasMade() throws IOException {
        describes("Egg__c", "Hen__c", "e01", false);
        describes("Hen__c", "Egg__c", "h01", true);
        file("Egg__c.csv", "Id,Name,Hen__c\ne01A00000000001,egg,h01A00000000001\n");
        file("Hen__c.csv", "Id,Name,Egg__c\nh01A00000000001,hen,e01A00000000001\n");

        try (var org = new TestOrg(described())) {
            assertThat(rows(org, "SELECT Name, Hen__r.Name, Hen__r.Egg__r.Name FROM Egg__c"))
                    .containsExactly("egg|hen|egg");
        }

        describes("Hen__c", "Egg__c", "h01", false);
        refuses("Egg__c.csv: its records can't be created before their parents", described());
    }

    private OrgsimSettings described() {
        return OrgsimSettings.defaults()
                .withDescribes(folder.resolve("describes"))
                .withRecords(records);
    }

    private void describes(String object, String other, String prefix, boolean updateable) throws IOException {
        Files.createDirectories(folder.resolve("describes"));
        Files.writeString(folder.resolve("describes").resolve(object + ".json"), """
            {"name": "%s", "keyPrefix": "%s", "custom": true, "fields": [
             {"name": "Id", "type": "id", "length": 18, "filterable": true, "sortable": true},
             {"name": "IsDeleted", "type": "boolean"},
             {"name": "Name", "type": "string", "length": 80, "createable": true, "updateable": true,
              "nillable": true, "filterable": true, "sortable": true},
             {"name": "CreatedDate", "type": "datetime"},
             {"name": "CreatedById", "type": "reference", "referenceTo": ["User"], "relationshipName": "CreatedBy"},
             {"name": "LastModifiedDate", "type": "datetime"},
             {"name": "LastModifiedById", "type": "reference", "referenceTo": ["User"],
              "relationshipName": "LastModifiedBy"},
             {"name": "SystemModstamp", "type": "datetime"},
             {"name": "%s", "type": "reference", "referenceTo": ["%s"], "relationshipName": "%s", "createable": true,
              "updateable": %s, "nillable": true}]}\
            """.formatted(
                        object, prefix, other, other, other.replace("__c", "__r"), updateable));
    }

    @Test
    void findsParentsByTheirExternalIds() throws IOException {
        file("Account.csv", "Name,External_Id__c,Parent.External_Id__c\nLeaf,leaf,root\nRoot,root,\n");
        var old = "";
        try (var org = TestOrg.start()) {
            old = rows(org, "SELECT External_Id__c FROM Account WHERE External_Id__c != null LIMIT 1")
                    .getFirst();
        }
        file(
                "Contact.csv",
                "LastName,Account.External_Id__c,Owner.Username\n"
                        + "New,leaf,admin@lockstep.example\nOf the sample,%s,\n".formatted(old));

        try (var org = org()) {
            assertThat(rows(org, "SELECT Account.External_Id__c FROM Contact WHERE LastName = 'Of the sample'"))
                    .containsExactly(old);
            assertThat(rows(
                            org,
                            "SELECT LastName, Account.Name, Account.Parent.Name, Owner.Username FROM Contact"
                                    + " WHERE Account.External_Id__c = 'leaf'"))
                    .containsExactly("New|Leaf|Root|admin@lockstep.example");
        }
    }

    @Test
    void readsWhatIsEmptyAsNull() throws IOException {
        file("Case.csv", "Subject,Priority,Origin\nunsorted,,\nwithout a word on it,High,Web\n");
        file("Lead.csv", "LastName,Company\nX,Y\n");

        try (var org = org()) {
            assertThat(rows(org, "SELECT Priority, Origin FROM Case WHERE Subject = 'unsorted'"))
                    .as("no default either")
                    .containsExactly("null|null");
        }
    }

    @Test
    void leavesOutWhatTheOrgAloneFillsAndSaysSo() throws IOException {
        file("Account.csv", """
            Id,IsDeleted,Name,OwnerId,CreatedDate,SystemModstamp,CreatedBy.Name
            001A0000001aaaa,false,Kept,005A0000001aaaa,2020-01-01T00:00:00.000Z,2020-01-01T00:00:00.000Z,X
            001A0000001bbbb,true,Binned,005A0000001aaaa,2020-01-01T00:00:00.000Z,2020-01-01T00:00:00.000Z,X
            """);
        file("Contact.csv", "LastName,AccountId\nOf a binned one,001A0000001bbbb\n");
        file("User.csv", "Id,Username\n005A0000001aaaa,x@y.example\n");

        try (var org = org()) {
            assertThat(org.server().org().notSimulated())
                    .containsExactly(
                            "Columns of Account.csv are left out, which the org alone fills: CreatedDate,"
                                    + " SystemModstamp, CreatedBy.Name.",
                            "The records of User.csv are left out: nobody can create any of User here.",
                            "Values of Account.OwnerId are left out, which name records that aren't here (1).",
                            "Records of Account.csv that were in the recycle bin are left out (1).",
                            "Values of Contact.AccountId are left out, which name records that aren't here (1).");
            assertThat(rows(org, "SELECT Name, Owner.Username FROM Account WHERE Name IN ('Kept', 'Binned')"))
                    .containsExactly("Kept|admin@lockstep.example");
            assertThat(rows(org, "SELECT AccountId FROM Contact WHERE LastName = 'Of a binned one'"))
                    .containsExactly("null");
        }
    }

    @Test
    void readsWhatABulkQueryHasWritten() throws IOException {
        var withoutAccount = 0;
        try (var org = TestOrg.start()) {
            file("Account.csv", exported(org, "Id, Name, ParentId, OwnerId, Description, AnnualRevenue", "Account"));
            file("Contact.csv", exported(org, "Id, LastName, AccountId, ReportsToId, Birthdate, Email", "Contact"));
            withoutAccount =
                    rows(org, "SELECT Id FROM Contact WHERE AccountId = null").size();
        }
        try (var org = org()) {
            assertThat(rows(org, "SELECT COUNT(Id) FROM Account")).containsExactly("120");
            assertThat(rows(org, "SELECT COUNT(Id) FROM Contact")).containsExactly("240");
            assertThat(rows(org, "SELECT Id FROM Contact WHERE AccountId = null"))
                    .hasSize(2 * withoutAccount);
        }
    }

    private static String exported(TestOrg org, String columns, String object) {
        var bulk = BulkClient.of(org);
        return bulk.results(bulk.run("SELECT " + columns + " FROM " + object), "")
                .body();
    }

    @Test
    void comesOnTopOfAProject() throws IOException {
        file("Supplier__c.csv", "Name\nFrom a file\n");

        try (var org =
                new TestOrg(OrgsimSettings.defaults().withProject(WORKSHOP).withRecords(records))) {
            assertThat(rows(org, "SELECT Name FROM Supplier__c WHERE Name = 'From a file'"))
                    .containsExactly("From a file");
            assertThat(rows(org, "SELECT COUNT(Id) FROM Machine__c")).doesNotContain("0");
        }
    }

    @Test
    void savesTwoHundredRecordsASecond() throws IOException {
        try (var csv = new PrintWriter(records.resolve("Account.csv").toFile(), StandardCharsets.UTF_8)) {
            csv.println("Id,Name,ParentId");
            for (var row = 0; row < 450; row++) {
                csv.printf("001A0000%07d,Mass %d,001A0000%07d%n", row, row, 449 - row);
            }
        }
        try (var org = org()) {
            var stamps = new TreeMap<String, Integer>();
            rows(org, "SELECT CreatedDate FROM Account WHERE Name LIKE 'Mass %'")
                    .forEach(stamp -> stamps.merge(stamp, 1, Integer::sum));
            assertThat(stamps)
                    .containsExactly(
                            Map.entry("2026-01-05T10:00:00.000+0000", 200),
                            Map.entry("2026-01-05T10:00:01.000+0000", 200),
                            Map.entry("2026-01-05T10:00:02.000+0000", 50));
            assertThat(rows(org, "SELECT Parent.Name FROM Account WHERE Name = 'Mass 3'"))
                    .containsExactly("Mass 446");
        }
    }

    @Test
    void loadsAHundredThousandRows() throws IOException {
        try (var csv = new PrintWriter(records.resolve("Contact.csv").toFile(), StandardCharsets.UTF_8)) {
            csv.println("Id,LastName,ReportsToId");
            for (var row = 0; row < 100_000; row++) {
                csv.printf("003A0000%07d,Mass %d,003A0000%07d%n", row, row, row / 10);
            }
        }
        try (var org = org()) {
            assertThat(rows(org, "SELECT COUNT(Id) FROM Contact WHERE LastName LIKE 'Mass %'"))
                    .containsExactly("100000");
            assertThat(rows(org, "SELECT ReportsTo.LastName FROM Contact WHERE LastName = 'Mass 99999'"))
                    .containsExactly("Mass 9999");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `Name,Colour\nX,red\n`                      | , line 1: the object Account has no field Colour
        `Name,Name\nX,Y\n`                          | , line 1: the column Name is there twice
        `Name,\nX,Y\n`                              | , line 1: a column has no name
        `Name,Nobody.Name\nX,Y\n`                   | , line 1: the object Account has no field Nobody.Name
        `Name,Parent.Site\nX,Y\n`                   | , line 1: the column Parent.Site can't name records
        `Name,Site\nX,Y\nZ\n`                       | , line 3: the row has 1 cells where the header has 2
        `Name\nX\n"Y"Z\n`                           | , line 3: no sound CSV (Unexpected character after closing quote
        `Name\nX\n"Y\n`                             | , line 3: no sound CSV (
        `Name,Site\nX,Y\n,Z\n`                      | , line 3: the org refuses the record, REQUIRED_FIELD_MISSING
        `Name,NumberOfEmployees\nX,many\n`          | , line 2: the org refuses the record, INVALID_TYPE_ON_FIELD
        `Name,ParentId\nX,001A0000001aaaa\n`        | , line 2: the org refuses the record, INVALID_CROSS_REFERENCE_KEY
        `Name,ParentId\nX,nobody\n`                 | , line 2: the org refuses the record, MALFORMED_ID
        `Id,Name\n1,X\n`                            | , line 2: 1 is no Id: correct it.
        `Id,Name\n001A0000001aaaa,X\n001A0000001aaaaIAA,Y\n` | , line 3: the Id 001A0000001aaaaIAA is that of an earlier row
        `Name,Parent.External_Id__c\nX,none\n`      | , line 2: the org refuses the record, INVALID_FIELD
        ``                                          | : the file is empty
        """)
    void refusesABrokenFile(String content, String problem) throws IOException {
        file("Account.csv", content.replace("\\n", "\n"));

        refuses("Account.csv" + problem);
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Files.write(records.resolve("Account.csv"), "Name\nZürich\n".getBytes(StandardCharsets.ISO_8859_1));

        refuses("Account.csv, line 1: here or further down is text that isn't UTF-8: save the file as UTF-8.");
    }

    @Test
    void takesAByteOrderMark() throws IOException {
        file("Account.csv", "\uFEFFName\nMarked\n");

        try (var org = org()) {
            assertThat(rows(org, "SELECT Name FROM Account WHERE Name = 'Marked'"))
                    .containsExactly("Marked");
        }
    }

    @Test
    void refusesFilesThatBelongToNoObject() throws IOException {
        file("Planet.csv", "Name\nX\n");
        refuses("Planet.csv: the org has no object Planet: correct the file's name, or remove it.");

        Files.delete(records.resolve("Planet.csv"));
        refuses("The folder " + records + " holds no *.csv file: name another with --records.");

        file("account.csv", "Name\nX\n");
        file("Account.csv", "Name\nX\n");
        refuses("account.csv: the records of Account are in Account.csv, too: put them into one file.");
    }

    @Test
    void loadsOnceIntoADataFolder() throws IOException {
        file("Account.csv", "Name\nOnce\n");
        var settings = OrgsimSettings.defaults().keptIn(folder.resolve("org")).withRecords(records);
        try (var org = new TestOrg(settings)) {
            var id = JSON.readTree(org.query("SELECT Id FROM Account WHERE Name = 'Once'")
                            .body())
                    .path("records")
                    .get(0)
                    .path("Id")
                    .stringValue();
            RestClient.of(org, 65).patch("/sobjects/Account/" + id, "{\"Site\": \"changed\"}");
        }
        try (var org = new TestOrg(settings)) {
            assertThat(rows(org, "SELECT Name, Site FROM Account WHERE Name = 'Once'"))
                    .containsExactly("Once|changed");
        }
        refuses(
                "was begun with the sample and the records whose files have the digest",
                OrgsimSettings.defaults().keptIn(folder.resolve("org")));
        file("Account.csv", "Name\nOnce\nTwice\n");
        refuses("not with the sample and the records whose files have the digest", settings);
    }

    private TestOrg org() {
        return new TestOrg(OrgsimSettings.defaults().withRecords(records));
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(records.resolve(name), content);
    }

    /// A line a row, of its values as text.
    private static List<String> rows(TestOrg org, String soql) {
        var answer = JSON.readTree(org.query(soql).body());
        var rows = new ArrayList<String>();
        for (var record : answer.path("records")) {
            var values = new ArrayList<String>();
            flatten(record, values);
            rows.add(String.join("|", values));
        }
        assertThat(answer.isObject()).as(answer.toString()).isTrue();
        return rows;
    }

    private static void flatten(JsonNode value, List<String> values) {
        if (!value.isObject()) {
            values.add(value.asString("null"));
            return;
        }
        for (var name : value.propertyNames()) {
            if (!name.equals("attributes")) {
                flatten(value.path(name), values);
            }
        }
    }

    private void refuses(String problem) {
        refuses(problem, OrgsimSettings.defaults().withRecords(records));
    }

    private static void refuses(String problem, OrgsimSettings settings) {
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(settings).close())
                .withMessageContaining(problem)
                .satisfies(refused ->
                        assertThat(refused.getMessage()).doesNotContain("\n").endsWith("."));
    }
}
