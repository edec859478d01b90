package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Formulas and roll-up summaries.
class ComputedFieldsIT {
    private static final String BEGUN = "2026-02-03T04:05:06.000Z";
    private static final String LATER = "2026-02-03T04:06:06.000Z";

    private final Clock clock = new Clock("2026-02-03T04:05:06Z");

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults().withClock(clock));

    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void changesAFormulaWithTheParentAndNoStamp() throws ConnectionException {
        String route = records.create("Route__c", "Name", "North");
        String stop = records.create("Stop__c", "Name", "S", "Route__c", route);
        assertThat(records.field(stop, "Stop__c", "Route_Name__c")).isEqualTo("North");
        clock.pass(Duration.ofMinutes(1));

        update("Route__c", route, "Name", "South");

        assertThat(records.field(stop, "Stop__c", "Route_Name__c")).isEqualTo("South");
        assertThat(records.field(stop, "Stop__c", "SystemModstamp")).isEqualTo(BEGUN);
        assertThat(rest.get("/sobjects/Stop__c/" + stop).body()).contains("\"Route_Name__c\":\"South\"");
        assertThat(query("SELECT Id FROM Stop__c WHERE Route_Name__c = 'South'"))
                .isEqualTo(query("SELECT Id FROM Stop__c WHERE Route_Name__c != 'North' ORDER BY Route_Name__c"))
                .contains(stop);
    }

    @Test
    void sumsUpDetailsAsTheyComeAndGo() throws ConnectionException {
        String route = records.create("Route__c", "Name", "R");
        assertThat(sums(route)).isEqualTo("0.0 0.0 null null");
        String first = stop(route, "2026-03-01", "1.5");
        String second = stop(route, "2026-03-05", "2.25");
        stop(route, "", "");
        assertThat(sums(route)).isEqualTo("3.0 3.75 2026-03-01 2026-03-05");

        update("Stop__c", first, "Load__c", "10", "Due_On__c", "2026-04-01");
        assertThat(sums(route)).isEqualTo("3.0 12.25 2026-03-05 2026-04-01");

        soap.delete(new String[] {second});
        assertThat(sums(route)).isEqualTo("2.0 10.0 2026-04-01 2026-04-01");

        soap.undelete(new String[] {second});
        assertThat(sums(route)).isEqualTo("3.0 12.25 2026-03-05 2026-04-01");

        soap.delete(new String[] {route});
        soap.undelete(new String[] {route});
        assertThat(sums(route)).isEqualTo("3.0 12.25 2026-03-05 2026-04-01");
    }

    @Test
    void movesTheSystemsStampOfAMasterAloneAndOnlyWhereASumChanges() throws ConnectionException {
        String route = records.create("Route__c", "Name", "R");
        String stop = stop(route, "2026-03-01", "1");
        clock.pass(Duration.ofMinutes(1));

        update("Stop__c", stop, "Name", "Renamed");
        assertThat(records.field(route, "Route__c", "SystemModstamp")).isEqualTo(BEGUN);

        update("Stop__c", stop, "Load__c", "2");
        assertThat(records.field(route, "Route__c", "SystemModstamp")).isEqualTo(LATER);
        assertThat(records.field(route, "Route__c", "LastModifiedDate")).isEqualTo(BEGUN);
    }

    @Test
    void rollsBackWithTheDetails() throws ConnectionException {
        String route = records.create("Route__c", "Name", "R");
        soap.setAllOrNoneHeader(true);

        soap.create(new SObject[] {
            Records.record("Stop__c", "Name", "S", "Route__c", route, "Load__c", "7"),
            Records.record("Stop__c", "Name", "")
        });

        assertThat(sums(route)).isEqualTo("0.0 0.0 null null");
    }

    @Test
    void refusesToBeWritten() throws ConnectionException {
        var answer = soap.create(new SObject[] {
            Records.record("Route__c", "Name", "R", "Stops__c", "1"),
            Records.record("Stop__c", "Name", "S", "Route_Name__c", "R")
        });

        assertThat(answer)
                .extracting(result -> result.getErrors()[0].getStatusCode().name())
                .containsExactly("INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    @Test
    void isDescribedAsCalculated() {
        JsonNode sum = described("Route__c", "Load__c");
        JsonNode formula = described("Stop__c", "Route_Name__c");

        assertThat(sum.get("calculated").asBoolean()).isTrue();
        assertThat(sum.get("calculatedFormula").isNull()).isTrue();
        assertThat(sum.get("updateable").asBoolean()).isFalse();
        assertThat(formula.get("calculated").asBoolean()).isTrue();
        assertThat(formula.get("calculatedFormula").asString()).isEqualTo("Route__r.Name");
    }

    @Test
    void keepsSumsOverARestart(@TempDir Path folder) throws ConnectionException {
        var settings = OrgsimSettings.defaults().withClock(clock).keptIn(folder);
        String route;
        try (var first = new TestOrg(settings)) {
            var before = new Records(first.soap(first.token()));
            route = before.create("Route__c", "Name", "R");
            before.create("Stop__c", "Name", "S", "Route__c", route, "Load__c", "7");
        }

        try (var second = new TestOrg(settings)) {
            assertThat(new Records(second.soap(second.token())).field(route, "Route__c", "Load__c"))
                    .isEqualTo("7.0");
        }
    }

    private String stop(String route, String due, String load) throws ConnectionException {
        return records.create("Stop__c", "Name", "S", "Route__c", route, "Due_On__c", due, "Load__c", load);
    }

    private String sums(String route) throws ConnectionException {
        SObject read = soap.query("SELECT Stops__c, Load__c, First_Due_On__c, Last_Due_On__c FROM Route__c WHERE Id = '"
                        + route + "'")
                .getRecords()[0];
        return "%s %s %s %s"
                .formatted(
                        read.getField("Stops__c"),
                        read.getField("Load__c"),
                        read.getField("First_Due_On__c"),
                        read.getField("Last_Due_On__c"));
    }

    private void update(String object, String id, String... namesAndValues) throws ConnectionException {
        SObject record = Records.record(object, namesAndValues);
        record.setId(id);
        assertThat(soap.update(new SObject[] {record})[0].isSuccess()).isTrue();
    }

    private String query(String soql) {
        HttpResponse<String> answer = rest.get("/query?q=" + TestOrg.encoded(soql));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode described(String object, String field) {
        for (JsonNode described : new JsonMapper()
                .readTree(rest.get("/sobjects/" + object + "/describe").body())
                .get("fields")) {
            if (described.get("name").asString().equals(field)) {
                return described;
            }
        }
        throw new IllegalStateException("No field " + field);
    }
}
