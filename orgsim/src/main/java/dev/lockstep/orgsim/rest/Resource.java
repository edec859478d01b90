package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.org.QueryScope;
import java.util.List;
import java.util.Locale;

/// What a path names.
sealed interface Resource {
    record Versions() implements Resource {}

    record Root() implements Resource {}

    record Limits() implements Resource {}

    record DescribeGlobal() implements Resource {}

    record BasicInfo(String object) implements Resource {}

    record Describe(String object) implements Resource {}

    record Updated(String object) implements Resource {}

    record Deleted(String object) implements Resource {}

    record Query(QueryScope scope) implements Resource {}

    record NextPage(String locator) implements Resource {}

    record Unknown() implements Resource {}

    /// Reads a path.
    ///
    /// @param path the decoded segments from `services` on
    static Resource of(List<String> path) {
        if (path.size() <= 2) {
            return new Versions();
        }
        List<String> below = path.subList(3, path.size());
        if (below.isEmpty()) {
            return new Root();
        }
        String first = below.getFirst().toLowerCase(Locale.ROOT);
        return switch (below.size()) {
            case 1 ->
                switch (first) {
                    case "limits" -> new Limits();
                    case "sobjects" -> new DescribeGlobal();
                    case "query" -> new Query(QueryScope.LIVE);
                    case "queryall" -> new Query(QueryScope.WITH_DELETED);
                    default -> new Unknown();
                };
            case 2 ->
                switch (first) {
                    case "sobjects" -> new BasicInfo(below.get(1));
                    case "query", "queryall" -> new NextPage(below.get(1));
                    default -> new Unknown();
                };
            case 3 -> first.equals("sobjects") ? ofObject(below.get(1), below.get(2)) : new Unknown();
            default -> new Unknown();
        };
    }

    private static Resource ofObject(String object, String name) {
        return switch (name) {
            case "describe" -> new Describe(object);
            case "updated" -> new Updated(object);
            case "deleted" -> new Deleted(object);
            default -> new Unknown();
        };
    }

    /// The word for it in counts and fault rules.
    default String operation() {
        return switch (this) {
            case Versions _ -> "versions";
            case Root _ -> "resources";
            case Limits _ -> "limits";
            case DescribeGlobal _ -> "describeGlobal";
            case BasicInfo _ -> "basicInfo";
            case Describe _ -> "describe";
            case Updated _ -> "getUpdated";
            case Deleted _ -> "getDeleted";
            case Query(QueryScope scope) ->
                switch (scope) {
                    case LIVE -> "query";
                    case WITH_DELETED -> "queryAll";
                };
            case NextPage _ -> "queryMore";
            case Unknown _ -> "unknown";
        };
    }
}
