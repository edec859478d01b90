package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.Facts.Refusal;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Records that jsforce names by an external id.
class JsforceUpsertsIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("upserts").visitNewOrg();
    }

    @Test
    void createsOnceAndUpdatesThen() {
        assertThat(seen.at("/created/created").asBoolean()).isTrue();
        assertThat(seen.at("/updated/created").asBoolean()).isFalse();
        assertThat(seen.text("/updated/id")).isEqualTo(seen.text("/created/id"));
        assertThat(seen.each("/found/records", "Name")).containsExactly("Second");
        assertThat(seen.text("/referred/records/0/Account/Name")).isEqualTo("Second");
    }

    @Test
    void createsAndUpdatesManyInOneCall() {
        assertThat(seen.each("/manyCreated", "created")).hasSize(200).containsOnly("true");
        assertThat(seen.each("/manyMixed", "created").subList(0, 50)).containsOnly("false");
        assertThat(seen.each("/manyMixed", "created").subList(50, 100)).containsOnly("true");
        assertThat(seen.each("/manyMixed", "id").subList(0, 50))
                .isEqualTo(seen.each("/manyCreated", "id").subList(150, 200));
    }

    @Test
    void takesSeveralCallsForMore() {
        assertThat(seen.each("/overMany", "success")).hasSize(450).containsOnly("true");
        assertThat(Collections.frequency(seen.each("/overMany", "created"), "true"))
                .isEqualTo(200);
        assertThat(seen.number("/count/totalSize")).isEqualTo(451);
    }

    @Test
    void keepsTheRightOnesUnlessAllOrNoneAreToBe() {
        assertThat(seen.each("/someWrong", "success")).containsExactly("true", "false");
        assertThat(seen.text("/someWrong/1/errors/0/statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(seen.each("/oneWrongOfAll", "success")).containsExactly("false", "false");
        assertThat(seen.text("/oneWrongOfAll/0/errors/0/statusCode")).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }

    @Test
    void refusesBothOfOneKey() {
        assertThat(seen.each("/keyTwice", "success")).containsExactly("false", "false");
        assertThat(seen.text("/keyTwice/0/errors/0/statusCode")).isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void seesWhyItIsRefused() {
        String noKey = "Provided external ID field does not exist or is not accessible: ";

        assertThat(seen.refusal("unknownKeyField")).isEqualTo(new Refusal("NOT_FOUND", noKey + "Nmae"));
        assertThat(seen.refusal("noKeyField")).isEqualTo(new Refusal("NOT_FOUND", noKey + "Industry"));
        assertThat(seen.refusal("requiredMissing").code()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(seen.refusal("tooMany").code()).isEqualTo("EXCEEDED_ID_LIMIT");
    }
}
