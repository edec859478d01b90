package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.clients.Facts.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What jsforce learns of objects, and of what has changed in them.
class JsforceDescriptionsIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new NodeScript("descriptions").visitNewOrg();
    }

    @Test
    void learnsOfAllObjects() {
        assertThat(seen.text("/global/encoding")).isEqualTo("UTF-8");
        assertThat(seen.texts("/names")).contains("Account", "Contact", "Delivery__c", "User");
        assertThat(seen.texts("/objectsKnownToClient")).isEqualTo(seen.texts("/names"));
    }

    @Test
    void learnsOfFieldsAndChildren() {
        assertThat(seen.texts("/fields")).contains("Id:id", "Name:string", "OwnerId:reference", "CreatedDate:datetime");
        assertThat(seen.texts("/childRelationships")).contains("Contacts", "Opportunities", "ChildAccounts");
        assertThat(seen.text("/cached")).isEqualTo("Account");
        assertThat(seen.refusal("unknown"))
                .isEqualTo(new Refusal("NOT_FOUND", "The requested resource does not exist"));
    }

    @Test
    void learnsWhatHasChanged() {
        assertThat(seen.texts("/updated/ids")).containsExactly(seen.text("/id"));
        assertThat(seen.each("/deleted/deletedRecords", "id")).containsExactly(seen.text("/gone"));
        assertThat(seen.text("/updated/latestDateCovered")).endsWith("+0000");
        assertThat(seen.text("/deleted/earliestDateAvailable")).endsWith("+0000");
    }

    @Test
    void seesWhyChangesAreRefused() {
        assertThat(seen.refusal("backwards").code()).isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(seen.refusal("tooOld").code()).isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(seen.refusal("updatedUnknown").code()).isEqualTo("NOT_FOUND");
    }
}
