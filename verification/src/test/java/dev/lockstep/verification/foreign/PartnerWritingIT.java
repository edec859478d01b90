package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Salesforce's own client writes.
class PartnerWritingIT {
    private final PartnerVisit visit = PartnerVisit.ofEverything();
    private final Seen seen = visit.seen();

    @Test
    void createsAndUpdates() {
        assertThat(seen.ofEach("create", "success")).containsExactly("true", "true");
        assertThat(seen.text("update.0.id")).isEqualTo(seen.text("create.0.id")).hasSize(18);
        assertThat(seen.text("update.read.name")).isEqualTo("Renamed");
        assertThat(seen.text("update.read.phone")).isEqualTo("null");
        assertThat(seen.text("update.read.createdBy")).isEqualTo(visit.userId());
        assertThat(seen.text("update.read.isDeleted")).isEqualTo("false");
    }

    @Test
    void keepsTextAsItWasSent() {
        assertThat(seen.text("text.isKept")).isEqualTo("true");
    }

    @Test
    void createsTwoHundredRecordsInOneCall() {
        assertThat(seen.text("twoHundred.successes")).isEqualTo("200");
        assertThat(seen.text("twoHundred.found")).isEqualTo("200");
    }

    @Test
    void upsertsByAnExternalIdAndById() {
        assertThat(seen.ofEach("upsert.first", "created")).containsExactly("true");
        assertThat(seen.ofEach("upsert.second", "created")).containsExactly("false");
        assertThat(seen.text("upsert.second.0.id")).isEqualTo(seen.text("upsert.first.0.id"));
        assertThat(seen.ofEach("upsert.byId", "success")).containsExactly("true");
    }

    @Test
    void namesAParentByItsExternalId() {
        assertThat(seen.text("parent.id")).isEqualTo(seen.text("upsert.first.0.id"));
        assertThat(seen.text("parent.name")).isEqualTo("By key");
        assertThat(seen.errors("parent.unknownKey")).containsExactly("INVALID_FIELD");
    }

    /// The client knows no day without a time: what counts is the day in GMT.
    @Test
    void writesValuesOfItsOwnTypes() {
        assertThat(seen.text("typed.weight")).isEqualTo("12.345");
        assertThat(seen.text("typed.fragile")).isEqualTo("true");
        assertThat(seen.text("typed.deliveredAt")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(seen.text("typed.deliveredOn")).isEqualTo("2026-03-04");
    }

    @Test
    void learnsWhichRecordsOfACallWereRefusedAndWhy() {
        assertThat(seen.ofEach("mixed", "success")).containsExactly("true", "false", "true");
        assertThat(seen.text("mixed.1.id")).isEqualTo("null");
        assertThat(seen.all("mixed.1.codes")).containsExactly("REQUIRED_FIELD_MISSING");
        assertThat(seen.all("mixed.1.messages")).containsExactly("Required fields are missing: [Name]");
        assertThat(seen.all("mixed.1.fields")).containsExactly("Name");
        assertThat(seen.errors("mistakes"))
                .containsExactly(
                        "INVALID_FIELD",
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "STRING_TOO_LONG",
                        "INVALID_TYPE_ON_FIELD_IN_RECORD",
                        "INVALID_CROSS_REFERENCE_KEY",
                        "MALFORMED_ID",
                        "DUPLICATE_VALUE",
                        "INVALID_FIELD",
                        "INVALID_EMAIL_ADDRESS",
                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(seen.errors("updateMistakes"))
                .containsExactly(
                        "MISSING_ARGUMENT",
                        "MALFORMED_ID",
                        "INVALID_CROSS_REFERENCE_KEY",
                        "ENTITY_IS_DELETED",
                        "INVALID_FIELD");
        assertThat(seen.errors("upsertMistakes"))
                .containsExactly("MISSING_ARGUMENT", "DUPLICATE_VALUE", "DUPLICATE_VALUE", "REQUIRED_FIELD_MISSING");
    }

    @Test
    void savesAllOrNoneWhereTheHeaderSaysSo() {
        assertThat(seen.errors("allOrNone"))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING");
        assertThat(seen.text("allOrNone.found")).isEqualTo("0");
    }

    @Test
    void sendsHeadersThatTheOrgHasNoUseFor() {
        assertThat(seen.ofEach("headers", "success")).containsExactly("true");
        assertThat(seen.text("headers.limit")).isEqualTo("API REQUESTS");
    }

    @Test
    void deletesAndLearnsWhatCannotBeDeleted() {
        assertThat(seen.ofEach("delete", "success")).containsExactly("true", "false", "false", "false", "false");
        assertThat(seen.text("delete.1.codes.0")).isEqualTo("ENTITY_IS_DELETED");
        assertThat(seen.text("delete.2.codes.0")).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(seen.text("delete.3.codes.0")).isEqualTo("MALFORMED_ID");
        assertThat(seen.text("delete.4.codes.0")).isEqualTo("DELETE_FAILED");
        assertThat(seen.text("delete.found")).isEqualTo("0");
        assertThat(seen.text("delete.foundWithDeleted")).isEqualTo("1");
        assertThat(seen.text("delete.released")).isEqualTo("2");
    }

    @Test
    void bringsRecordsBackFromTheBinUnlessTheyHaveLeftIt() {
        assertThat(seen.ofEach("emptyRecycleBin", "success")).containsExactly("true", "false");
        assertThat(seen.ofEach("undelete", "success")).containsExactly("true", "false", "false");
        assertThat(seen.text("undelete.1.codes.0")).isEqualTo("UNDELETE_FAILED");
        assertThat(seen.text("undelete.1.messages.0")).isEqualTo("Entity is not in the recycle bin");
        assertThat(seen.text("undelete.2.codes.0")).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
    }

    @Test
    void mergesRecordsAndLearnsWhatWasMoved() {
        assertThat(seen.ofEach("merge", "success")).containsExactly("true", "false");
        assertThat(seen.ofEach("merge", "merged")).containsExactly("1", "0");
        assertThat(seen.ofEach("merge", "moved")).containsExactly("1", "0");
    }

    /// Why no engine may write through the client's own transport: one call, and two records.
    @Test
    void repeatsACreateByItselfWhoseAnswerIsLost(@TempDir Path folder) throws Exception {
        try (var org = OrgsimServer.start(OrgsimSettings.defaults())) {
            org.faults().add(FaultRuleText.parse("answer-lost,api=soap,operation=create"));

            Seen once = PartnerVisit.ofOneCreate(folder, org);

            assertThat(once.ofEach("create", "success")).containsExactly("true");
            assertThat(org.requests().matching(RequestPattern.of(Api.SOAP, "create", "Account")))
                    .isEqualTo(2);
            assertThat(org.org()
                            .query("SELECT Id FROM Account WHERE Name = 'Once?'", QueryScope.LIVE)
                            .totalSize())
                    .isEqualTo(2);
        }
    }
}
