package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Many records in one call of Camel, and calls within one call.
class CamelCompositesIT {
    private static final String COMPOSITE = "/composite/compositeResponse";
    private static final String BATCH = "/batch/results";

    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new CamelVisit(Visit.COMPOSITES).toNewOrg(OrgsimSettings.defaults());
    }

    @Test
    void callsWithinOneCallThatReferToEachOther() {
        assertThat(seen.each(COMPOSITE, "httpStatusCode")).containsExactly("201", "204", "200", "201", "200", "204");
        assertThat(seen.text(COMPOSITE + "/2/body/Site")).isEqualTo("Here");
        assertThat(seen.text(COMPOSITE + "/4/body/records/0/Id")).isEqualTo(seen.text(COMPOSITE + "/3/body/id"));
    }

    @Test
    void rollsBackWhatStandsOrFallsTogether() {
        String broken = "/compositeBroken/compositeResponse";

        assertThat(seen.each(broken, "httpStatusCode")).containsExactly("400", "400");
        assertThat(seen.text(broken + "/0/body/0/errorCode")).isEqualTo("PROCESSING_HALTED");
        assertThat(seen.text(broken + "/1/body/0/errorCode")).isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void callsWithinOneCallThatStandAlone() {
        assertThat(seen.each(BATCH, "statusCode")).containsExactly("201", "404", "200", "201", "200", "200");
        assertThat(seen.text(BATCH + "/4/result/Id")).isEqualTo(seen.text(BATCH + "/3/result/id"));
    }

    @Test
    void writesAndReadsMany() {
        assertThat(seen.each("/created", "success")).hasSize(200).containsOnly("true");
        assertThat(seen.each("/updated", "id")).isEqualTo(seen.each("/created", "id"));
        assertThat(seen.each("/read", "Site")).containsExactly("Here", "Here", "Here");
        assertThat(seen.each("/upserted", "created")).hasSize(20).containsOnly("true");
        assertThat(seen.each("/deleted", "success")).hasSize(200).containsOnly("true");
        assertThat(seen.refusal("tooMany").code()).isEqualTo("EXCEEDED_ID_LIMIT");
    }

    @Test
    void keepsTheRightOnesUnlessAllOrNoneAreToBe() {
        assertThat(seen.each("/someWrong", "success")).containsExactly("true", "false");
        assertThat(seen.text("/someWrong/1/errors/0/errorCode")).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(seen.text("/oneWrongOfAll/0/errors/0/errorCode")).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }
}
