package dev.lockstep.clients.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Subscriptions of Camel by the Streaming API.
class CamelListeningIT {
    private static Facts seen = Facts.NONE;

    @BeforeAll
    static void visit() {
        seen = new CamelVisit(Visit.LISTENING).toNewOrg(OrgsimSettings.defaults());
    }

    private static List<String> headers(String events, String header) {
        return seen.at(events)
                .valueStream()
                .map(event -> event.at("/headers/" + header).asString())
                .toList();
    }

    @Test
    void makesAPushTopicAndHearsOfItsRecords() {
        assertThat(headers("/notifications", "CamelSalesforceEventType"))
                .containsExactly("created", "updated", "deleted");
        assertThat(seen.text("/notifications/0/body/Id")).isEqualTo(seen.text("/changedId"));
        assertThat(seen.text("/notifications/1/body/Name")).isEqualTo("Heard anew");
        assertThat(headers("/notificationsAgain", "CamelSalesforceReplayId"))
                .isEqualTo(headers("/notifications", "CamelSalesforceReplayId"));
    }

    @Test
    void hearsOfEachChange() {
        assertThat(headers("/changes", "CamelSalesforceChangeType")).containsExactly("CREATE", "UPDATE", "DELETE");
        assertThat(seen.texts("/changes/0/headers/CamelSalesforceRecordIds")).containsExactly(seen.text("/changedId"));
        assertThat(seen.text("/changes/0/body/Name")).isEqualTo("Heard");
    }

    @Test
    void goesOnBehindAReplayId() {
        assertThat(seen.text("/next/headers/CamelSalesforceReplayId"))
                .isEqualTo(headers("/changes", "CamelSalesforceReplayId").getLast());
    }

    @Test
    void signsInAgainWhenItsSessionHasEnded() {
        assertThat(seen.at("/signedInAgain").asBoolean()).isTrue();
        assertThat(seen.texts("/meanwhile/headers/CamelSalesforceRecordIds"))
                .containsExactly(seen.text("/createdMeanwhile"));
        assertThat(seen.texts("/afterwards/headers/CamelSalesforceRecordIds"))
                .containsExactly(seen.text("/createdAfterwards"));
    }
}
