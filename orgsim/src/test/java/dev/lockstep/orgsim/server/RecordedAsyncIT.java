package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.ctc.wstx.stax.WstxInputFactory;
import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/// The upserts that somebody recorded of a real org, done again with ours: in all that isn't listed with a reason its
/// answers have the same elements in the same order, and the same values, or values of the same kind where they are
/// Ids, times and lengths of time.
class RecordedAsyncIT {
    private final Map<String, String> ours = new HashMap<>();
    private final Set<Difference> differences = new HashSet<>();

    @Test
    void answersUpsertsAsARealOrgDoes() throws IOException, XMLStreamException {
        List<RecordedAsync> recorded = RecordedAsync.all();
        assertThat(recorded).hasSizeGreaterThan(15);
        try (var org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)))) {
            AsyncClient async = AsyncClient.of(org);
            for (RecordedAsync exchange : recorded) {
                repeat(async, exchange);
            }
        }

        List<KnownDifference> known = KnownDifference.list("recorded-async-differences.yaml");
        assertThat(differences)
                .as("differences that aren't listed")
                .filteredOn(difference -> known.stream().noneMatch(difference::isKnownAs))
                .isEmpty();
        assertThat(known)
                .as("listed differences that are gone")
                .filteredOn(line -> differences.stream().noneMatch(difference -> difference.isKnownAs(line)))
                .isEmpty();
    }

    private void repeat(AsyncClient async, RecordedAsync exchange) throws XMLStreamException {
        String path = translated(exchange.path());
        var request = async.request(path);
        if (exchange.method().equals("POST")) {
            request.header("Content-Type", path.endsWith("/batch") ? AsyncClient.CSV : AsyncClient.XML)
                    .POST(BodyPublishers.ofString(translated(exchange.body())));
        }
        HttpResponse<String> answer = async.org().send(request.build());
        String place = exchange.method() + exchange.path().replaceAll("/75[01]\\w+", "/Id");
        note(place + ".status", Integer.toString(exchange.status()), Integer.toString(answer.statusCode()));
        note(
                place + ".contentType",
                exchange.contentType(),
                answer.headers().firstValue("Content-Type").orElse(""));
        if (exchange.contentType().equals("text/csv")) {
            compareRows(place, exchange.answer().getFirst(), answer.body());
        } else {
            compare(place, elements(exchange), elements(answer.body()));
        }
        if (exchange.method().equals("POST") && path.endsWith("/batch")) {
            // The recording goes on when the batch has ended.
            async.complete(AsyncClient.element(answer, "jobId"), AsyncClient.idOf(answer));
        }
    }

    /// With our Ids in place of those of the real org.
    private String translated(String text) {
        String translated = text;
        for (Map.Entry<String, String> id : ours.entrySet()) {
            translated = translated.replace(id.getKey(), id.getValue());
        }
        return translated;
    }

    private static List<String> elements(RecordedAsync exchange) throws XMLStreamException {
        String first = exchange.answer().getFirst();
        return first.startsWith("<?xml") ? elements(first) : exchange.answer();
    }

    /// `root.element=text` of all elements that hold nothing but text, in their order.
    private static List<String> elements(String xml) throws XMLStreamException {
        List<String> elements = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        XMLStreamReader reader = new WstxInputFactory().createXMLStreamReader(new StringReader(xml));
        var text = new StringBuilder();
        int before = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                assertThat(reader.getNamespaceURI()).isEqualTo("http://www.force.com/2009/06/asyncapi/dataload");
                path.addLast(reader.getLocalName());
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (before == XMLStreamConstants.CHARACTERS && !text.toString().isBlank()) {
                    elements.add(String.join(".", path) + "=" + text);
                }
                path.removeLast();
                text.setLength(0);
            }
            before = event;
        }
        return elements;
    }

    private void compare(String place, List<String> real, List<String> simulated) {
        List<String> realNames = real.stream().map(RecordedAsyncIT::name).toList();
        List<String> names = simulated.stream().map(RecordedAsyncIT::name).toList();
        Set<String> all = new TreeSet<>(realNames);
        all.addAll(names);
        for (String name : all) {
            String path = place + "." + name;
            if (!names.contains(name)) {
                differences.add(new Difference(path, Difference.Kind.MISSING, ""));
            } else if (!realNames.contains(name)) {
                differences.add(new Difference(path, Difference.Kind.EXTRA, ""));
            } else {
                note(path, value(real, name), value(simulated, name));
            }
        }
        if (!realNames.equals(names) && new HashSet<>(realNames).equals(new HashSet<>(names))) {
            differences.add(new Difference(place, Difference.Kind.ORDER, realNames + " / " + names));
        }
    }

    private static String name(String element) {
        return element.substring(0, element.indexOf('='));
    }

    private static String value(List<String> elements, String name) {
        return elements.stream()
                .filter(element -> name(element).equals(name))
                .map(element -> element.substring(element.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private void compareRows(String place, String real, String simulated) {
        List<List<String>> realRows = BulkClient.rows(real, ',');
        List<List<String>> rows = BulkClient.rows(simulated, ',');
        note(place + ".rows", Integer.toString(realRows.size()), Integer.toString(rows.size()));
        note(place + ".end", real.substring(real.length() - 2), simulated.substring(simulated.length() - 2));
        for (int row = 0; row < realRows.size(); row++) {
            for (int cell = 0; cell < realRows.get(row).size(); cell++) {
                note(
                        place + "." + realRows.getFirst().get(cell),
                        realRows.get(row).get(cell),
                        rows.get(row).get(cell));
            }
        }
    }

    /// Compares values, and learns which Id of ours stands for which of the real org.
    private void note(String path, String real, String simulated) {
        if (!kind(path, real).equals(kind(path, simulated))) {
            differences.add(new Difference(path, Difference.Kind.DIFFERS, real + " / " + simulated));
        } else if (kind(path, real).startsWith("Id")) {
            assertThat(ours.getOrDefault(real, simulated)).as(path).isEqualTo(simulated);
            ours.put(real, simulated);
        }
    }

    /// The value itself where it is the same in every org.
    private static String kind(String path, String value) {
        if (value.matches("(75[01]|00[356])\\w{15}")) {
            return "Id of " + value.substring(0, 3);
        }
        if (value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z")) {
            return "time";
        }
        if (path.endsWith("ProcessingTime") && value.matches("\\d+")) {
            return "milliseconds";
        }
        return path.endsWith("apiVersion") && value.matches("\\w+\\.0") ? "version" : value;
    }
}
