package dev.lockstep.orgsim.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgContent;
import dev.lockstep.orgsim.org.OrgSettings;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleOrgTest {
    @AutoClose
    private final SimulatedOrg org = open();

    private static SimulatedOrg open() {
        return SimulatedOrg.open(new OrgSettings(
                Optional.empty(), OrgContent.sample(), 500, () -> Instant.parse("2026-02-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "Account, 60",
        "Contact, 120",
        "Lead, 40",
        "Opportunity, 50",
        "Case, 40",
        "Delivery__c, 80",
        "Group, 2",
        "QueueSobject, 4",
        "Task, 24",
        "Event, 15",
        "User, 2",
        "Reading__c, 500"
    })
    void hasRecordsOfEachObject(String object, long count) {
        assertThat(org.query("SELECT COUNT() FROM " + object, QueryScope.LIVE).totalSize())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"Task, 6", "Event, 5"})
    void hasArchivedRecords(String object, long count) {
        assertThat(org.query("SELECT COUNT() FROM " + object + " WHERE IsArchived = true", QueryScope.WITH_DELETED)
                        .totalSize())
                .isEqualTo(count);
    }

    @Test
    void isTheSameEachTime() {
        try (var other = open()) {
            for (var object : org.objects()) {
                assertThat(rows(other, object)).isEqualTo(rows(org, object));
            }
        }
    }

    private static String rows(SimulatedOrg org, ObjectDefinition object) {
        var fields = object.fields().stream().map(field -> field.name()).collect(Collectors.joining(", "));
        return org.query("SELECT " + fields + " FROM " + object.name(), QueryScope.WITH_DELETED)
                .rows(0, 1_000)
                .toString();
    }

    @Test
    void leavesTheGeneratedObjectOutWhereItHasNoRows() {
        try (var other = SimulatedOrg.open(new OrgSettings(Optional.empty(), OrgContent.sample(), 0, Instant::now))) {
            assertThat(other.object("Reading__c")).isEmpty();
        }
    }

    @Test
    void hasTheTwoUsersThatClientsRunAs() {
        assertThat(org.integrationUser().username()).isEqualTo("integration@lockstep.example");
        assertThat(org.userByName("ADMIN@lockstep.example")).contains(org.adminUser());
        assertThat(org.user(org.adminUser().id().substring(0, 15))).contains(org.adminUser());
        assertThat(org.user("001Ls0000000001IAA")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Opportunity", "Delivery__c", "Reading__c"})
    void hasKeysThatAreUniqueWhereThereAreAny(String object) {
        var keys = org
                .query("SELECT External_Id__c FROM " + object + " WHERE External_Id__c != NULL", QueryScope.LIVE)
                .rows(0, 1_000)
                .stream()
                .map(row -> row.cells().getFirst().value())
                .toList();

        assertThat(keys).isNotEmpty();
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    }

    @Test
    void showsWhatMakesTextHard() {
        var texts = List.of("Account", "Contact", "Delivery__c").stream()
                .map(object -> rows(org, org.object(object).orElseThrow()))
                .collect(Collectors.joining());

        assertThat(texts).contains("佐藤", "👍🏽", "\"", "'", "\n", "&amp;", "<b>");
        assertThat(texts.length()).isGreaterThan(64_000);
    }

    @Test
    void reachesParentsOfItsRecords() {
        var rows = org.query("SELECT Account.Name, Owner.Name FROM Contact WHERE AccountId != NULL", QueryScope.LIVE)
                .rows(0, 1_000);

        assertThat(rows)
                .hasSize(108)
                .allSatisfy(row -> assertThat(row.cells()).allMatch(cell -> cell.value() instanceof Value.Parent));
    }
}
