package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Batches, whose outcomes are noted in the commit that saves their records.
class BatchIT {
    @TempDir
    private Path folder;

    private static List<SaveOutcome> save(Running org, Batch batch, String note) {
        var simulated = org.org();
        return simulated.saveNoted(simulated.integrationUser(), batch, outcomes -> note + " of " + outcomes.size());
    }

    private static Batch inserts(Sent... records) {
        return new Batch.Inserts(Running.records(records));
    }

    @Test
    void remembersWhatWasNotedAndNothingElse() {
        try (var org = Running.in(folder)) {
            org.id(Sent.account("No batch"));
            save(org, inserts(Sent.account("Batched"), Sent.account("")), "first");
            save(org, inserts(Sent.account("")), "nothing saved");
            save(org, inserts(), "nothing sent");
            org.org().note("another thing");
            assertThat(org.org().notedOutcomes()).isEmpty();
        }

        try (var org = Running.in(folder)) {
            assertThat(org.org().notedOutcomes())
                    .containsExactly("first of 2", "nothing saved of 1", "nothing sent of 0");
            assertThat(org.org().noted()).extracting(Noted::text).containsExactly("another thing");
        }
    }

    @Test
    void losesTheNoteOfABatchThatWasCutShortWithItsRecords() throws IOException {
        long before;
        try (var org = Running.in(folder)) {
            save(org, inserts(Sent.account("Whole").key("whole")), "whole");
            before = org.count("Account");
            save(org, inserts(Sent.account("Cut").key("cut")), "cut");
        }
        Path journal = folder.resolve("journal.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 3));

        try (var org = Running.in(folder)) {
            assertThat(org.org().notedOutcomes()).containsExactly("whole of 1");
            assertThat(org.count("Account")).isEqualTo(before);
        }
    }

    @Test
    void deletesRecordsOfOneObject() {
        try (var org = Running.inMemory()) {
            var account = org.id(Sent.account("Account"));
            var delivery = org.id(Sent.delivery("Delivery"));

            var outcomes =
                    save(org, new Batch.Deletes("Account", List.of("nonsense", delivery, account, account)), "deleted");

            assertThat(Running.refused(outcomes.get(0)).statusCode()).isEqualTo("MALFORMED_ID");
            assertThat(Running.refused(outcomes.get(1)).message()).contains("id value of incorrect type");
            assertThat(Running.saved(outcomes.get(2))).isEqualTo(account);
            assertThat(Running.refused(outcomes.get(3)).statusCode()).isEqualTo("ENTITY_IS_DELETED");
            assertThat(org.record(delivery).isDeleted()).isFalse();
        }
    }
}
