package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int CALLS = 25;

    @AutoClose
    private final Running org = Running.inMemory();

    @Test
    void losesNoneOfTheSavesOfManyThreads() throws InterruptedException {
        var before = org.count("Account");
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var work = IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<List<String>>) () -> create(thread))
                    .toList();
            var ids = threads.invokeAll(work).stream()
                    .flatMap(done -> done.resultNow().stream())
                    .toList();

            assertThat(ids).hasSize(THREADS * CALLS * 2).doesNotHaveDuplicates();
            assertThat(org.count("Account")).isEqualTo(before + ids.size());
        }
    }

    private List<String> create(int thread) {
        return IntStream.range(0, CALLS)
                .boxed()
                .flatMap(call -> org.create(Sent.account("A").key(thread + "-" + call), Sent.account("B")).stream())
                .map(Running::saved)
                .toList();
    }

    @Test
    void createsOneRecordWhereManyThreadsUpsertOneKey() throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var outcomes = threads
                    .invokeAll(Collections.nCopies(
                            40,
                            () -> org.upsert(
                                            "External_Id__c",
                                            Sent.account("One").key("contended"))
                                    .getFirst()))
                    .stream()
                    .map(done -> (SaveOutcome.Saved) done.resultNow())
                    .toList();

            assertThat(outcomes).filteredOn(SaveOutcome.Saved::created).hasSize(1);
            assertThat(outcomes)
                    .extracting(SaveOutcome.Saved::id)
                    .containsOnly(outcomes.getFirst().id());
        }
    }
}
