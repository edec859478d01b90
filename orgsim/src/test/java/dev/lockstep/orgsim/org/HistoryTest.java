package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void forgetsTheOldestChangesAndTellsTheNextOneOfAll() {
        var heard = new ArrayList<ChangeSet>();
        var history = new History((set, _) -> heard.add(set), 2);
        try (var org =
                SimulatedOrg.open(new OrgSettings(Optional.empty(), OrgContent.sample(), 0, () -> NOW), history)) {
            for (var name : List.of("one", "two", "three")) {
                Running.saved(org.create(org.integrationUser(), List.of(lead(name)), SaveOptions.PARTIAL)
                        .getFirst());
            }

            assertThat(history.of(org.object("Lead").orElseThrow()))
                    .extracting(happened -> happened.change().after().value("LastName"))
                    .containsExactly(new Value.Text("two"), new Value.Text("three"));
            assertThat(history.of(org.object("Case").orElseThrow())).isEmpty();
            assertThat(heard).hasSize(3);
        }
    }

    private static InputRecord lead(String name) {
        return new InputRecord(
                "Lead", Optional.empty(), Map.of("LastName", name, "Company", "Past"), Set.of(), Map.of());
    }
}
