package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.OrgContent;
import dev.lockstep.orgsim.org.OrgSettings;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An answer stays what it was while the org changes.
class StablePictureTest {
    private static final String ALL = "SELECT Id, Name, SystemModstamp FROM Reading__c";

    private final SimulatedOrg org = SimulatedOrg.open(new OrgSettings(
            Optional.empty(), OrgContent.sample(), 1_000, InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"))));

    private QueryAnswer query(String soql) {
        return org.query(soql, QueryScope.LIVE);
    }

    @Test
    void keepsItsRowsWhileTheyAreChangedAndDeleted() {
        var before = query(ALL);
        var byStamp = query(ALL + " WHERE SystemModstamp < 2026-05-01T00:00:00Z ORDER BY SystemModstamp, Id");
        var rows = before.rows(0, 2_000);
        var ids = rows.stream().map(row -> row.id().orElseThrow()).toList();

        org.update(org.adminUser(), List.of(renamed(ids.get(4)), renamed(ids.get(500))), SaveOptions.PARTIAL);
        org.delete(org.adminUser(), ids.subList(10, 20), SaveOptions.PARTIAL);

        assertThat(before.rows(0, 2_000)).isEqualTo(rows);
        assertThat(byStamp.rows(0, 2_000)).isEqualTo(rows);
        assertThat(query(ALL).totalSize()).isEqualTo(990);
        assertThat(org.query(ALL, QueryScope.WITH_DELETED).totalSize()).isEqualTo(1_000);
        assertThat(org.query(ALL + " WHERE IsDeleted = true", QueryScope.WITH_DELETED)
                        .totalSize())
                .isEqualTo(10);
        assertThat(Things.names(
                        query(ALL + " WHERE SystemModstamp > 2026-05-01T00:00:00Z ORDER BY SystemModstamp, Id")))
                .containsExactly("renamed", "renamed");
        assertThat(query(ALL + " ORDER BY Id").rows(4, 1)).satisfiesExactly(row -> {
            assertThat(row.id()).hasValue(ids.get(4));
            assertThat(Things.text(row, "Name")).isEqualTo("renamed");
        });
        assertThat(query(ALL + " ORDER BY SystemModstamp").rows(988, 2))
                .allSatisfy(row -> assertThat(Things.text(row, "Name")).isEqualTo("renamed"));
    }

    private static InputRecord renamed(String id) {
        return new InputRecord("Reading__c", Optional.of(id), Map.of("Name", "renamed"), Set.of(), Map.of());
    }
}
