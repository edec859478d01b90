package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Many records in one call of jsforce, and calls within one call.
class JsforceCollectionsIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("collections").visitNewOrg();
    }

    @Test
    void writesAsManyAsACallTakes() {
        assertThat(seen.each("/created", "success")).hasSize(200).containsOnly("true");
        assertThat(seen.each("/created", "id")).doesNotHaveDuplicates();
        assertThat(seen.each("/updated", "id")).isEqualTo(seen.each("/created", "id"));
        assertThat(seen.each("/destroyed", "id")).isEqualTo(seen.each("/created", "id"));
        assertThat(seen.each("/destroyedAgain", "success")).containsExactly("false", "false");
        assertThat(seen.text("/destroyedAgain/0/errors/0/statusCode")).isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void readsManyInTheOrderOfTheirIds() {
        assertThat(seen.each("/read", "Name")).containsExactly("Of many 0", "Of many 1", "Of many 2");
        assertThat(seen.each("/read", "Site")).containsExactly("Site 0", "Site 1", "Site 2");
        assertThat(seen.text("/readAsDescribed/0/Site")).isEqualTo("Site 0");
        assertThat(seen.at("/readOneUnknown")).hasSize(2);
        assertThat(seen.at("/readOneUnknown/1").isNull()).isTrue();
    }

    @Test
    void takesSeveralCallsForMore() {
        assertThat(seen.each("/createdOverMany", "success")).hasSize(450).containsOnly("true");
        assertThat(seen.each("/readOverMany", "Id")).isEqualTo(seen.each("/createdOverMany", "id"));
        assertThat(seen.each("/destroyedOverMany", "success")).hasSize(449).containsOnly("true");
    }

    @Test
    void keepsTheRightOnes() {
        assertThat(seen.each("/someWrong", "success")).containsExactly("true", "false", "false");
        assertThat(seen.text("/someWrong/1/errors/0/statusCode")).isEqualTo("STRING_TOO_LONG");
        assertThat(seen.text("/someWrong/2/errors/0/statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(seen.number("/oneFound/totalSize")).isEqualTo(1);
        assertThat(seen.each("/updatedSomeWrong", "success")).containsExactly("true", "false");
        assertThat(seen.each("/severalObjects", "success")).containsExactly("true", "true");
    }

    @Test
    void keepsNoneWhereAllOrNoneAreToBe() {
        assertThat(seen.each("/oneWrongOfAll", "success")).containsOnly("false");
        assertThat(seen.text("/oneWrongOfAll/0/errors/0/statusCode")).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(seen.text("/oneWrongOfAll/1/errors/0/statusCode")).isEqualTo("STRING_TOO_LONG");
        assertThat(seen.number("/noneFound/totalSize")).isZero();
        assertThat(seen.text("/destroyedOneWrongOfAll/0/errors/0/statusCode"))
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }

    @Test
    void seesWhyItIsRefused() {
        assertThat(seen.refusal("tooMany").code()).isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(seen.refusal("tooManyDestroyed").code()).isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(seen.refusal("unknownObject").code()).isEqualTo("INVALID_TYPE");
    }

    @Test
    void callsWithinOneCallThatReferToEachOther() {
        String answers = "/composite/compositeResponse";

        assertThat(seen.each(answers, "httpStatusCode")).containsExactly("201", "201", "200");
        assertThat(seen.text(answers + "/2/body/AccountId")).isEqualTo(seen.text(answers + "/0/body/id"));
    }

    @Test
    void callsWithinOneCallThatStandAlone() {
        assertThat(seen.at("/batch/hasErrors").asBoolean()).isTrue();
        assertThat(seen.each("/batch/results", "statusCode")).containsExactly("404", "200");
        assertThat(seen.text("/batch/results/0/result/0/errorCode")).isEqualTo("NOT_FOUND");
    }
}
