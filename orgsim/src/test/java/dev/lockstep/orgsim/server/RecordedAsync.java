package dev.lockstep.orgsim.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One exchange of Bulk API 1.0 with a real org, as somebody recorded it.
///
/// @param path behind the version
/// @param body of the request; empty where there was none
/// @param answer its text, or its elements: `root.element=text`, one after the other
record RecordedAsync(String method, String path, String body, int status, String contentType, List<String> answer) {
    private static final String RECORDING = "TestUpsert.test_upsert_complex_fields__bulk.yaml";
    private static final String TEMPLATES = "recorded-async-templates.yaml";
    private static final String ROOT = "/services/async/vxx.0";
    private static final int MOST_ALIASES = 1_000;

    /// All, in their order. Skips the test where they aren't at hand: they aren't ours to ship.
    static List<RecordedAsync> all() throws IOException {
        String folder = System.getProperty("lockstep.reference.data", "");
        Path recording = Path.of(folder, "recorded", RECORDING);
        assumeTrue(
                !folder.isEmpty() && Files.isReadable(recording),
                "No recording of Bulk API 1.0: name the folder above it by -Dlockstep.reference.data");
        Map<?, ?> templates;
        try (InputStream in = Objects.requireNonNull(RecordedAsync.class.getResourceAsStream(TEMPLATES), TEMPLATES)) {
            templates = map(yaml().loadFromInputStream(in));
        }
        List<RecordedAsync> exchanges = new ArrayList<>();
        for (Object interaction : list(map(yaml().loadFromString(Files.readString(recording))), "interactions")) {
            if (map(interaction).containsKey("request")
                    && text(map(map(interaction).get("request")), "uri").contains(ROOT)) {
                exchanges.add(of(map(interaction), templates));
            }
        }
        return exchanges;
    }

    private static Load yaml() {
        return new Load(
                LoadSettings.builder().setMaxAliasesForCollections(MOST_ALIASES).build());
    }

    private static RecordedAsync of(Map<?, ?> interaction, Map<?, ?> templates) {
        Map<?, ?> request = map(interaction.get("request"));
        Map<?, ?> response = map(interaction.get("response"));
        String uri = text(request, "uri");
        Object body = request.get("body");
        return new RecordedAsync(
                text(request, "method"),
                uri.substring(uri.indexOf(ROOT) + ROOT.length()),
                body == null ? "" : dechunked(body.toString()),
                Integer.parseInt(text(map(response.get("status")), "code")),
                list(map(response.get("headers")), "Content-Type").getFirst().toString(),
                answer(map(response.get("body")).get("string"), templates));
    }

    /// Batches were recorded as they went over the wire: each chunk behind its length.
    private static String dechunked(String body) {
        if (!body.matches("(?s)[0-9a-f]+\r\n.*")) {
            return body;
        }
        var text = new StringBuilder();
        int at = 0;
        while (true) {
            int end = body.indexOf("\r\n", at);
            int length = Integer.parseInt(body.substring(at, end), 16);
            if (length == 0) {
                return text.toString();
            }
            text.append(body, end + 2, end + 2 + length);
            at = end + 2 + length + 2;
        }
    }

    private static List<String> answer(@Nullable Object string, Map<?, ?> templates) {
        if (!(string instanceof Map<?, ?> filled)) {
            return List.of(String.valueOf(string));
        }
        Map<?, ?> template = map(templates.get(text(filled, "include_template")));
        Map<?, ?> given = map(filled.get("vars"));
        return template.containsKey("list")
                ? elements(text(template, "root") + ".", map(template.get("list")), given)
                : elements("", template, given);
    }

    private static List<String> elements(String above, Map<?, ?> template, Map<?, ?> given) {
        return list(template, "elements").stream()
                .map(RecordedAsync::map)
                .map(element -> "%s%s.%s=%s"
                        .formatted(above, text(template, "root"), text(element, "element"), value(element, given)))
                .toList();
    }

    private static Object value(Map<?, ?> element, Map<?, ?> given) {
        if (element.containsKey("always")) {
            return text(element, "always");
        }
        Object value = given.get(text(element, "from"));
        return value == null ? text(element, "otherwise") : value;
    }

    private static Map<?, ?> map(@Nullable Object map) {
        return (Map<?, ?>) Objects.requireNonNull(map);
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return (List<?>) Objects.requireNonNull(map.get(name), name);
    }

    private static String text(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name).toString();
    }
}
