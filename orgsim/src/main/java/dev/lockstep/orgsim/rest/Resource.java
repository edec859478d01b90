package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.org.QueryScope;
import java.util.List;
import java.util.Locale;

/// What a path names.
sealed interface Resource {
    /// What can only be read.
    sealed interface ReadOnly extends Resource {}

    record Versions() implements ReadOnly {}

    record Root() implements ReadOnly {}

    record Limits() implements ReadOnly {}

    record RecordCount() implements ReadOnly {}

    record DescribeGlobal() implements ReadOnly {}

    record Describe(String object) implements ReadOnly {}

    record Updated(String object) implements ReadOnly {}

    record Deleted(String object) implements ReadOnly {}

    /// Records of one object, all of them or one.
    sealed interface OfRecords extends Resource {
        String object();

        record All(String object) implements OfRecords {}

        record One(String object, String id) implements OfRecords {}

        /// @param field whose value names the record
        record Named(String object, String field, String value) implements OfRecords {}
    }

    record Query(QueryScope scope) implements ReadOnly {}

    record NextPage(String locator) implements ReadOnly {}

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
                    case "sobjects" -> new OfRecords.All(below.get(1));
                    case "query", "queryall" -> new NextPage(below.get(1));
                    case "limits" -> below.get(1).equalsIgnoreCase("recordCount") ? new RecordCount() : new Unknown();
                    default -> new Unknown();
                };
            case 3 -> first.equals("sobjects") ? ofObject(below.get(1), below.get(2)) : new Unknown();
            case 4 -> first.equals("sobjects") ? named(below.get(1), below.get(2), below.get(3)) : new Unknown();
            default -> new Unknown();
        };
    }

    private static Resource ofObject(String object, String name) {
        return switch (name) {
            case "describe" -> new Describe(object);
            case "updated" -> new Updated(object);
            case "deleted" -> new Deleted(object);
            default -> new OfRecords.One(object, name);
        };
    }

    /// What is named by its Id is the same record as without that word.
    private static Resource named(String object, String field, String value) {
        return switch (field) {
            case "describe" -> new Unknown();
            case "Id" -> new OfRecords.One(object, value);
            default -> new OfRecords.Named(object, field, value);
        };
    }

    /// The word for it in counts and fault rules. What isn't understood has none of its own.
    ///
    /// @param method what the request does with the resource
    default String operation(String method) {
        return switch (this) {
            case Versions _ -> "versions";
            case Root _ -> "resources";
            case Limits _ -> "limits";
            case RecordCount _ -> "recordCount";
            case DescribeGlobal _ -> "describeGlobal";
            case Describe _ -> "describe";
            case Updated _ -> "getUpdated";
            case Deleted _ -> "getDeleted";
            case OfRecords.All _ ->
                switch (method) {
                    case "POST" -> "create";
                    default -> "basicInfo";
                };
            case OfRecords.One _ ->
                switch (method) {
                    case "POST" -> "create";
                    case "PATCH" -> "update";
                    case "DELETE" -> "delete";
                    default -> "retrieve";
                };
            case OfRecords.Named _ ->
                switch (method) {
                    case "PATCH" -> "upsert";
                    case "DELETE" -> "delete";
                    default -> "retrieve";
                };
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
