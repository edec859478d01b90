package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.server.Difference.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares descriptions of ours with those of a real org, each property of each element.
final class DescribeComparison {
    /// What tells the entries of a list apart, by the list's name; other lists are compared as they stand.
    private static final Map<String, List<String>> KEYS = Map.of(
            "sobjects", List.of("name"),
            "fields", List.of("name"),
            "childRelationships", List.of("childSObject", "field"),
            "picklistValues", List.of("value"),
            "recordTypeInfos", List.of("developerName"),
            "supportedScopes", List.of("name"));

    private final Set<String> simulated;
    private final List<Difference> differences = new ArrayList<>();

    private DescribeComparison(Set<String> simulated) {
        this.simulated = simulated;
    }

    /// @param simulated the objects that ours has
    static List<Difference> between(String name, JsonNode real, JsonNode ours, Set<String> simulated) {
        var comparison = new DescribeComparison(simulated);
        comparison.compare(name, real, ours);
        return comparison.differences;
    }

    private void compare(String path, JsonNode real, JsonNode ours) {
        String list = path.substring(path.lastIndexOf('.') + 1);
        if (real.isObject() && ours.isObject()) {
            entries(path, ".%s", properties(real), properties(ours));
        } else if (real.isArray() && ours.isArray() && KEYS.containsKey(list)) {
            Map<String, JsonNode> comparable = byKey(list, real);
            if (comparable.values().removeIf(entry -> !isSimulated(list, entry))) {
                differences.add(new Difference(path, Kind.UNSIMULATED, ""));
            }
            entries(path, "[%s]", comparable, byKey(list, ours));
        } else if (!comparable(real).equals(comparable(ours))) {
            differences.add(new Difference(path, Kind.DIFFERS, real + " / " + ours));
        }
    }

    private void entries(String path, String step, Map<String, JsonNode> real, Map<String, JsonNode> ours) {
        real.forEach((name, entry) -> {
            String place = path + step.formatted(name);
            if (ours.containsKey(name)) {
                compare(place, entry, ours.get(name));
            } else {
                differences.add(new Difference(place, Kind.MISSING, entry.toString()));
            }
        });
        ours.forEach((name, entry) -> {
            if (!real.containsKey(name)) {
                differences.add(new Difference(path + step.formatted(name), Kind.EXTRA, entry.toString()));
            }
        });
        List<String> realOrder = common(real.keySet(), ours.keySet());
        List<String> ourOrder = common(ours.keySet(), real.keySet());
        if (!realOrder.equals(ourOrder)) {
            differences.add(new Difference(path, Kind.ORDER, realOrder + " / " + ourOrder));
        }
    }

    private static List<String> common(Collection<String> ordered, Set<String> other) {
        return ordered.stream().filter(other::contains).toList();
    }

    private boolean isSimulated(String list, JsonNode entry) {
        return switch (list) {
            case "sobjects" -> simulated.contains(entry.get("name").asString());
            case "childRelationships" ->
                simulated.contains(entry.get("childSObject").asString());
            default -> true;
        };
    }

    private static Map<String, JsonNode> properties(JsonNode object) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        // The order of addresses is that of chance.
        Collection<String> names =
                object.has("sobject") ? new TreeSet<>(object.propertyNames()) : object.propertyNames();
        names.forEach(name -> properties.put(name, object.get(name)));
        return properties;
    }

    private static Map<String, JsonNode> byKey(String list, JsonNode entries) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            byKey.put(
                    String.join(
                            ".",
                            KEYS.getOrDefault(list, List.of()).stream()
                                    .map(property -> entry.get(property).asString())
                                    .toList()),
                    entry);
        }
        return byKey;
    }

    /// Recordings name versions of their own in addresses.
    private static String comparable(JsonNode value) {
        return value.toString().replaceFirst("^\"/services/data/v[^/]+/", "\"/services/data/v/");
    }
}
