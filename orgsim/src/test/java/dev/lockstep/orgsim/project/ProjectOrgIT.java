package dev.lockstep.orgsim.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.Soql;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orgs made of projects: what is in them, and what they say that they lack.
class ProjectOrgIT {
    private static final Path WORKSHOP = Path.of("src", "test", "resources", "projects", "workshop");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void hasTheProjectsObjectsBesideTheStandardOnes() {
        var objects = DxProject.read(WORKSHOP).blueprints().stream()
                .map(blueprint -> blueprint.definition().name())
                .toList();

        assertThat(objects)
                .containsExactly(
                        "Account",
                        "Case",
                        "Contact",
                        "Lead",
                        "Machine__c",
                        "Opportunity",
                        "Part__c",
                        "PushTopic",
                        "RecordType",
                        "Supplier__c",
                        "User");
    }

    @Test
    void namesTheObjectsThatAreTheProjectsOwn() {
        assertThat(DxProject.read(WORKSHOP).objects())
                .extracting(Object::toString)
                .as("Account has records and a field; users are none of them")
                .containsExactly("Account", "Machine__c", "Part__c", "Supplier__c");
    }

    @Test
    void saysOnceWhatItLacks() {
        var sentences = ProjectOrg.build(WORKSHOP, 0).notSimulated();

        assertThat(sentences)
                .doesNotHaveDuplicates()
                .contains(
                        "The object Alarm__e is left out: it is a platform event.",
                        "The object Setting__mdt is left out: it is custom metadata.",
                        "The object Switch__c is left out: it is a custom setting.",
                        "The object Asset is left out: it is an object that the simulated org doesn't have.",
                        "Standard fields of Account that the simulated org doesn't have are left out:"
                                + " IsCustomerPortal.",
                        "The field Machine__c.Cost__c stays empty: it is a formula.",
                        "The field Machine__c.Parts__c stays empty: it is a roll-up summary.",
                        "The validation rules of Machine__c aren't applied (1).",
                        "Values of Account.ChannelProgramName are left out (1).",
                        "Values of Machine__c.Campaign__c are left out (1).",
                        "Records of Asset are left out (1).");
    }

    @Test
    void hasTheRecordsOfAllPlansWithTheirParents() {
        var org = ProjectOrg.build(WORKSHOP, 0);

        assertThat(rows(
                        org,
                        "SELECT Name, Customer__r.Name, Spare_For__r.Name, Number__c FROM Machine__c ORDER BY Name"))
                .containsExactly("Big lathe|Gießerei Süd|Old mill|M-0101", "Old mill|||M-0100");
        assertThat(rows(org, "SELECT Name, Weight__c, Machine__r.Name, Maker__r.Name FROM Part__c ORDER BY Weight__c"))
                .containsExactly(
                        "P-2026-003|3|Old mill|Werkzeug AG",
                        "P-2026-004|4|Big lathe|",
                        "P-2026-001|12|Big lathe|",
                        "P-2026-002|700|Big lathe|");
        assertThat(rows(org, "SELECT count(Id) FROM User")).containsExactly("2");
        assertThat(rows(org, "SELECT count(Id) FROM Contact")).containsExactly("0");
    }

    @Test
    void keepsEveryValueOfARecord() {
        var row = rows(ProjectOrg.build(WORKSHOP, 0), """
            SELECT Kind__c, Tool__c, Shifts__c, Serial__c, Weight__c, Price__c, Wear__c, Bought__c, Checked__c,
                   Starts__c, Running__c, Maker_Email__c, Maker_Phone__c, Manual__c, Remark__c, History__c, Story__c,
                   Code__c, Place__Latitude__s, Place__Longitude__s, Cost__c
              FROM Machine__c WHERE Serial__c = 'l-1'\
            """).getFirst();

        assertThat(row)
                .isEqualTo("Lathe|Chisel|Early;Night|L-1|1250.125|98765.43|12.50|2024-02-29|2026-01-02T03:04:05Z|06:30|"
                        + "false|maker@example.com|+49 89 1234|https://example.com/manual?a=1&b=2|"
                        + "First line\nsecond \"line\"|日本語 and more|<p>Bold</p>|secret|48.13743|11.57549|");
    }

    @Test
    void givesARecordWhatItLeavesOpen() {
        var org = ProjectOrg.build(WORKSHOP, 0);

        assertThat(rows(
                        org,
                        "SELECT Kind__c, Shifts__c, Weight__c, Wear__c, Running__c FROM Machine__c"
                                + " WHERE Name = 'Old mill'"))
                .containsExactly("Mill|Early;Night|1.500|10.00|true");
        assertThat(rows(org, "SELECT Tier__c FROM Account ORDER BY Tier__c")).containsExactly("Bronze", "Gold");
    }

    @Test
    void loadsAFileThatSeveralPlansNameOnce() {
        var org = ProjectOrg.build(WORKSHOP, 0);

        assertThat(rows(org, "SELECT count(Id) FROM Machine__c")).containsExactly("2");
        assertThat(rows(org, "SELECT count(Id) FROM Supplier__c")).containsExactly("1");
    }

    @Test
    void isTheSameEachTimeAndKnownByItsDigest() {
        var project = TestProject.in(folder)
                .object("Thing__c", "Size__c", "<type>Date</type>")
                .records("Thing__c", thing(1, ""));
        var digest = digest(project);

        assertThat(digest(project)).isEqualTo(digest);
        project.records("Thing__c", thing(2, ""));
        assertThat(digest(project)).isNotEqualTo(digest);
    }

    private static String digest(TestProject project) {
        return project.build().madeOf().getFirst().digest();
    }

    @Test
    void bringsALargePlanInTimeThatGrowsWithItsLength() {
        var project = TestProject.in(folder)
                .object("Thing__c", "Parent__c", "<type>Lookup</type><referenceTo>Thing__c</referenceTo>");
        var half = 10_000;
        // Each record refers to the one behind it: the worst case, since all of them wait.
        project.records("Thing__c", chain(half));
        project.build();
        var first = time(project);
        project.records("Thing__c", chain(2 * half));
        var second = time(project);

        assertThat(second).isLessThan(first.multipliedBy(4).plusSeconds(1));
        assertThat(rows(project.build(), "SELECT count(Id) FROM Thing__c WHERE Parent__c != null"))
                .containsExactly(Integer.toString(2 * half - 1));
    }

    /// How long the processor works on it, whatever else it has to do.
    private static Duration time(TestProject project) {
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        project.build();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
    }

    private static String chain(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        number -> thing(number, number == count ? "" : ", \"Parent__c\": \"@Ref" + (number + 1) + "\""))
                .collect(Collectors.joining(",\n"));
    }

    private static String thing(int number, String more) {
        return "{\"attributes\": {\"type\": \"Thing__c\", \"referenceId\": \"Ref%1$d\"}, \"Name\": \"Thing %1$d\"%2$s}"
                .formatted(number, more);
    }

    private static List<String> rows(Beginning org, String soql) {
        return Soql.prepare(org.state(), soql, QueryScope.LIVE, NOW).run().rows(0, 100).stream()
                .map(ProjectOrgIT::text)
                .toList();
    }

    private static String text(QueryRow row) {
        return row.cells().stream().map(cell -> text(cell.value())).collect(Collectors.joining("|"));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Absent _ -> "";
            case Value.Text(var text) -> text;
            case Value.Whole(var number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Day(var date) -> date.toString();
            case Value.Moment(var instant) -> instant.toString();
            case Value.TimeOfDay(var time) -> time.toString();
            case Value.Blob(var base64) -> base64;
            case Value.Compound(var parts) -> parts.toString();
            case Value.Parent(var row) -> text(row);
        };
    }
}
