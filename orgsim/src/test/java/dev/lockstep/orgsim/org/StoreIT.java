package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An org that lives in a folder.
class StoreIT {
    private static final long SEED = 4_711;
    private static final int ROWS = 300;
    private static final String FILE = "journal.jsonl";

    @TempDir
    private Path folder;

    @TempDir
    private Path copy;

    @Test
    void comesBackExactlyAsItWasLeft() {
        String organization;
        Map<String, List<Object>> picture;
        try (var org = Running.in(folder, ROWS)) {
            organization = org.org().organizationId();
            new Changes(org, new Random(SEED)).make(150);
            picture = org.picture();
        }

        try (var org = Running.in(folder, ROWS)) {
            assertThat(org.picture()).as("seed %d", SEED).isEqualTo(picture);
            assertThat(org.org().organizationId())
                    .isEqualTo(organization)
                    .hasSize(18)
                    .startsWith("00D");
            new Changes(org, new Random(SEED + 1)).make(20);
        }
    }

    @Test
    void comesBackWithWhatWasSavedTogetherAndWithoutWhatWasNot() {
        Map<String, List<Object>> picture;
        try (var org = Running.in(folder)) {
            for (var kept : List.of(true, false, true)) {
                org.org()
                        .together(
                                org.org().integrationUser(),
                                () -> org.update(Sent.a("Account")
                                        .id(org.id(Sent.account("Together")))
                                        .with("Name", "Changed")),
                                _ -> kept);
            }
            picture = org.picture();
        }

        try (var org = Running.in(folder)) {
            assertThat(org.picture()).isEqualTo(picture);
        }
    }

    @Test
    void keepsEachSaveThatHasReturnedWithoutBeingClosed() throws IOException {
        try (var org = Running.in(folder, ROWS)) {
            var changes = new Changes(org, new Random(SEED));
            for (var round = 0; round < 10; round++) {
                changes.make(5);
                // What another process would find if this one died now.
                Files.copy(folder.resolve(FILE), copy.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
                try (var reborn = Running.in(copy, ROWS)) {
                    assertThat(reborn.picture())
                            .as("seed %d, round %d", SEED, round)
                            .isEqualTo(org.picture());
                }
            }
        }
    }

    @Test
    void forgetsAChangeWhoseLineWasCut() throws IOException {
        byte[] bytes;
        Map<String, List<Object>> before;
        long whole;
        try (var org = Running.in(folder)) {
            org.id(Sent.account("Kept").key("kept"));
            before = org.picture();
            whole = Files.size(folder.resolve(FILE));
            org.create(Sent.account("Torn").key("torn"), Sent.delivery("Torn"));
            bytes = Files.readAllBytes(folder.resolve(FILE));
        }
        var last = bytes.length;
        for (var cut : new int[] {Math.toIntExact(whole) + 1, Math.toIntExact(whole + last) / 2, last - 1}) {
            Files.write(copy.resolve(FILE), Arrays.copyOf(bytes, cut));
            try (var org = Running.in(copy)) {
                assertThat(org.picture()).as("cut at %d", cut).isEqualTo(before);
                org.id(Sent.account("After").key("torn"));
            }
        }
    }

    @Test
    void journalsNothingThatChangesNothing() throws IOException {
        try (var org = Running.in(folder)) {
            var size = Files.size(folder.resolve(FILE));
            org.create(Sent.account(""));
            org.org()
                    .create(
                            org.org().integrationUser(),
                            Running.records(Sent.account("A"), Sent.account("")),
                            SaveOptions.ALL_OR_NONE);

            assertThat(Files.size(folder.resolve(FILE))).isEqualTo(size);
        }
    }

    @Test
    void changesNothingThatCannotBeWritten() {
        var org = Running.in(folder);
        var before = org.picture();
        org.close();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> org.create(Sent.account("A")))
                .withMessageContaining("can't be written");
        assertThat(org.picture()).isEqualTo(before);
    }

    @Test
    void startsAnotherOrgInAnotherFolder() {
        try (var one = Running.in(folder);
                var two = Running.in(copy)) {
            assertThat(one.org().organizationId()).isNotEqualTo(two.org().organizationId());
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (var _ = Running.in(folder)) {
            assertThatExceptionOfType(OrgNotOpened.class)
                    .isThrownBy(() -> Running.in(folder))
                    .withMessageContaining("is in use");
        }
    }

    @Test
    void refusesAFolderOfOtherBeginnings() throws IOException {
        Running.in(folder, 10).close();

        assertThatExceptionOfType(OrgNotOpened.class)
                .isThrownBy(() -> Running.in(folder))
                .withMessageContaining("was begun with 10 generated rows, not with 0");

        write("{\"origin\":[\"00DLs0000000001EAA\",10,\"00000000\"],\"counters\":{},\"records\":[]}");
        assertThatExceptionOfType(OrgNotOpened.class)
                .isThrownBy(() -> Running.in(copy, 10))
                .withMessageContaining("another version of the simulated org");

        write("{\"counters\":{},\"records\":[]}");
        assertThatExceptionOfType(OrgNotOpened.class)
                .isThrownBy(() -> Running.in(copy, 10))
                .withMessageContaining("has no origin");
    }

    private void write(String line) throws IOException {
        Files.write(copy.resolve(FILE), JournalLine.seal(line.getBytes(StandardCharsets.UTF_8)));
    }

    /// Calls of all kinds, some of them refused.
    private static final class Changes {
        private final Running org;
        private final Random random;
        private final List<String> ids = new ArrayList<>();
        private int made;

        private Changes(Running org, Random random) {
            this.org = org;
            this.random = random;
        }

        private void make(int calls) {
            for (var call = 0; call < calls; call++) {
                org.pass(Duration.ofMillis(random.nextInt(2_000)));
                switch (random.nextInt(10)) {
                    case 0, 1 -> create();
                    case 2 -> org.update(Sent.a("Account").id(any()).with("Description", text()));
                    case 3 ->
                        org.upsert(
                                "External_Id__c",
                                Sent.delivery(text())
                                        .key("d" + random.nextInt(20))
                                        .with("Price__c", "" + random.nextDouble(9_999))
                                        .with("Slot__c", "10:11:12.345Z"));
                    case 4 -> org.delete(any());
                    case 5, 6 -> org.undelete(any());
                    case 7 -> org.emptyBin(any());
                    case 8 -> {
                        org.deleteForGood("Account", any());
                        org.deleteForGood("Reading__c", reading());
                        // A day or so at a time, so that some of the bin is purged on the way.
                        org.pass(Duration.ofHours(random.nextInt(48)));
                    }
                    default -> org.update(Sent.a("Reading__c").id(reading()).nulling("Value__c"));
                }
            }
        }

        private void create() {
            made++;
            org.create(Sent.account(text()), Sent.account(text()).key("a" + random.nextInt(30))).stream()
                    .filter(SaveOutcome.Saved.class::isInstance)
                    .forEach(outcome -> ids.add(Running.saved(outcome)));
            org.create(Sent.a("Case")
                    .with("Subject", text())
                    .with("Status", random.nextBoolean() ? "Closed" : "New")
                    .with("AccountId", any()));
        }

        private String any() {
            return ids.isEmpty() ? RecordNumbers.id("001", 1).text18() : ids.get(random.nextInt(ids.size()));
        }

        private String reading() {
            return RecordNumbers.id("a02", 1 + random.nextInt(ROWS)).text18();
        }

        private String text() {
            return random.nextInt(9) == 0 ? "" : "\"é\n佐藤👍\\ " + made;
        }
    }
}
