package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What jsforce does by SOAP: records that are written, go and come back.
class JsforceRecycleBinIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("recycle-bin").visitNewOrg();
    }

    @Test
    void bringsBackWhatWasDeleted() {
        assertThat(seen.each("/deleted", "success")).containsExactly("true", "true", "false");
        assertThat(seen.each("/undeleted", "success")).containsExactly("true", "false");
        assertThat(seen.text("/undeletedRead/Name")).isEqualTo("Kept");
    }

    @Test
    void emptiesTheBin() {
        assertThat(seen.each("/emptied", "success")).containsExactly("true", "false");
        assertThat(seen.each("/undeletedEmptied", "success")).containsExactly("false");
    }

    @Test
    void writesRecords() {
        assertThat(seen.each("/created", "success")).containsExactly("true", "false");
        assertThat(seen.at("/updated/success").asBoolean()).isTrue();
        assertThat(seen.each("/upserted", "created")).containsExactly("true");
    }
}
