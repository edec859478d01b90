package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFeedIT {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private Path folder;

    private final List<ChangeSet> heard = new ArrayList<>();

    private SimulatedOrg open(Optional<Path> kept) {
        return SimulatedOrg.open(new OrgSettings(kept, OrgContent.sample(), 0, () -> NOW), (set, _) -> heard.add(set));
    }

    private static InputRecord account(String... fields) {
        return record("Account", fields);
    }

    private static InputRecord record(String object, String... fields) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int place = 0; place < fields.length; place += 2) {
            given.put(fields[place], fields[place + 1]);
        }
        return new InputRecord(object, Optional.empty(), given, Set.of(), Map.of());
    }

    private static String create(SimulatedOrg org, InputRecord record) {
        return Running.saved(org.create(org.integrationUser(), List.of(record), SaveOptions.PARTIAL)
                .getFirst());
    }

    @Test
    void tellsEachCommitOnceWithTheRecordsBeforeAndAfter() {
        try (var org = open(Optional.empty())) {
            String id = create(org, account("Name", "Before"));
            org.update(
                    org.adminUser(),
                    List.of(new InputRecord("Account", Optional.of(id), Map.of("Name", "After"), Set.of(), Map.of())),
                    SaveOptions.PARTIAL);
            org.delete(org.adminUser(), List.of(id), SaveOptions.PARTIAL);
            org.update(org.adminUser(), List.of(account("Name", "Without an Id")), SaveOptions.PARTIAL);
        }
        assertThat(heard).extracting(ChangeSet::commitNumber).containsExactly(1L, 2L, 3L);
        assertThat(heard)
                .flatExtracting(ChangeSet::changes)
                .extracting(RecordChange::kind)
                .containsExactly(RecordChange.Kind.CREATED, RecordChange.Kind.UPDATED, RecordChange.Kind.DELETED);
        assertThat(heard)
                .flatExtracting(ChangeSet::changes)
                .extracting(RecordChange::number)
                .containsExactly(1L, 2L, 3L);
        RecordChange update = heard.get(1).changes().getFirst();
        assertThat(update.before().orElseThrow().value("Name")).isEqualTo(new Value.Text("Before"));
        assertThat(update.after().value("Name")).isEqualTo(new Value.Text("After"));
        assertThat(heard).extracting(ChangeSet::at).containsOnly(NOW);
        assertThat(heard).extracting(ChangeSet::way).containsOnly(SaveWay.CALL);
    }

    @Test
    void tellsWhatComesBackAndNothingOfWhatLeavesTheRecycleBin() {
        try (var org = open(Optional.empty())) {
            String id = create(org, account("Name", "Back and forth"));
            org.delete(org.adminUser(), List.of(id), SaveOptions.PARTIAL);
            org.undelete(org.adminUser(), List.of(id), SaveOptions.PARTIAL);
            org.delete(org.adminUser(), List.of(id), SaveOptions.PARTIAL);
            Running.saved(org.emptyRecycleBin(org.adminUser(), List.of(id)).getFirst());
        }
        assertThat(heard)
                .flatExtracting(ChangeSet::changes)
                .extracting(RecordChange::kind)
                .containsExactly(
                        RecordChange.Kind.CREATED,
                        RecordChange.Kind.DELETED,
                        RecordChange.Kind.UNDELETED,
                        RecordChange.Kind.DELETED);
        assertThat(heard).hasSize(4);
    }

    @Test
    void tellsTheChangesOfATransactionInTheOrderInWhichTheyWereMade() {
        try (var org = open(Optional.empty())) {
            org.together(
                    org.integrationUser(),
                    () -> {
                        String contact = create(org, record("Contact", "LastName", "First"));
                        create(org, account("Name", "Second"));
                        return contact;
                    },
                    _ -> true);
        }
        assertThat(heard.getFirst().changes())
                .extracting(change -> change.after().object().name())
                .containsExactly("Contact", "Account");
    }

    @Test
    void tellsWhichRecordsNobodyNamed() {
        String account;
        try (var org = open(Optional.empty())) {
            account = create(org, account("Name", "Parent"));
            create(org, record("Contact", "LastName", "Child", "AccountId", account));
            create(org, account("Name", "Only pointing", "ParentId", account));
            heard.clear();
            org.delete(org.integrationUser(), List.of(account), SaveOptions.PARTIAL);
        }
        assertThat(heard.getFirst().changes())
                .filteredOn(change -> change.cause() == RecordChange.Cause.ASKED_FOR)
                .extracting(change -> change.after().id())
                .containsExactly(account);
        assertThat(heard.getFirst().changes())
                .filteredOn(change -> change.cause() == RecordChange.Cause.FOLLOWED)
                .extracting(change -> change.after().object().name())
                .containsExactlyInAnyOrder("Contact", "Account");
    }

    @Test
    void tellsOfAnOpenedFolderWhatItToldThen() {
        List<ChangeSet> first;
        try (var org = open(Optional.of(folder))) {
            String account = ChangeOrigin.of(ChangeOrigin.Protocol.SOAP, "65.0", Optional.of("Astro"))
                    .during(() -> create(org, account("Name", "Parent")));
            create(org, record("Contact", "LastName", "Child", "AccountId", account));
            org.saveNoted(org.adminUser(), new Batch.Inserts(List.of(account("Name", "Bulk"))), _ -> "note");
            org.delete(org.integrationUser(), List.of(account), SaveOptions.PARTIAL);
            first = List.copyOf(heard);
        }
        heard.clear();
        try (var org = open(Optional.of(folder))) {
            assertThat(heard).usingRecursiveComparison().isEqualTo(first);
            create(org, account("Name", "Later"));
        }
        assertThat(first.getFirst().origin().text()).isEqualTo("com/salesforce/api/soap/65.0;client=Astro");
        assertThat(first.get(2).way()).isEqualTo(SaveWay.BULK_JOB);
        assertThat(heard.getLast().commitNumber()).isEqualTo(first.getLast().commitNumber() + 1);
        assertThat(heard.getLast().changes().getFirst().number())
                .isEqualTo(first.getLast().changes().getLast().number() + 1);
    }
}
