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

        /// A record that a value of a field names.
        record Named(String object, String field, String value) implements OfRecords {}
    }

    /// Many records by one request.
    sealed interface OfCollections extends Resource {
        /// Of any object.
        record Mixed() implements OfCollections {}

        record OfObject(String object) implements OfCollections {}

        /// Records that values of a field name.
        record Named(String object, String field) implements OfCollections {}
    }

    record Composite() implements Resource {}

    record Batch() implements Resource {}

    record Graph() implements Resource {}

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
        List<String> rest = below.subList(1, below.size());
        return switch (first) {
            case "limits" -> limits(rest);
            case "sobjects" -> ofSobjects(rest);
            case "composite" -> composite(rest);
            case "query" -> query(QueryScope.LIVE, rest);
            case "queryall" -> query(QueryScope.WITH_DELETED, rest);
            default -> new Unknown();
        };
    }

    private static Resource limits(List<String> rest) {
        if (rest.isEmpty()) {
            return new Limits();
        }
        return rest.size() == 1 && rest.getFirst().equalsIgnoreCase("recordCount") ? new RecordCount() : new Unknown();
    }

    private static Resource query(QueryScope scope, List<String> rest) {
        return switch (rest.size()) {
            case 0 -> new Query(scope);
            case 1 -> new NextPage(rest.getFirst());
            default -> new Unknown();
        };
    }

    private static Resource ofSobjects(List<String> rest) {
        return switch (rest.size()) {
            case 0 -> new DescribeGlobal();
            case 1 -> new OfRecords.All(rest.getFirst());
            case 2 -> ofObject(rest.getFirst(), rest.get(1));
            case 3 -> named(rest.getFirst(), rest.get(1), rest.get(2));
            default -> new Unknown();
        };
    }

    private static Resource composite(List<String> rest) {
        if (rest.isEmpty()) {
            return new Composite();
        }
        if (!rest.getFirst().equalsIgnoreCase("sobjects")) {
            return rest.size() > 1
                    ? new Unknown()
                    : switch (rest.getFirst()) {
                        case "batch" -> new Batch();
                        case "graph" -> new Graph();
                        default -> new Unknown();
                    };
        }
        return switch (rest.size()) {
            case 1 -> new OfCollections.Mixed();
            case 2 -> new OfCollections.OfObject(rest.get(1));
            case 3 -> new OfCollections.Named(rest.get(1), rest.get(2));
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
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "describe" -> new Unknown();
            case "id" -> new OfRecords.One(object, value);
            default -> new OfRecords.Named(object, field, value);
        };
    }

    /// The word for it in counts and fault rules.
    ///
    /// @param method what the request does with the resource
    default String operation(String method) {
        return switch (this) {
            case Versions _ -> "versions";
            case Root _ -> "resources";
            case Composite _ -> method.equals("POST") ? "composite" : "compositeResources";
            case Batch _ -> "batch";
            case Graph _ -> "graph";
            case Limits _ -> "limits";
            case RecordCount _ -> "recordCount";
            case DescribeGlobal _ -> "describeGlobal";
            case Describe _ -> "describe";
            case Updated _ -> "getUpdated";
            case Deleted _ -> "getDeleted";
            case OfRecords.All _ -> method.equals("POST") ? "create" : "basicInfo";
            case OfRecords.One _ -> verb(method, "update");
            case OfRecords.Named _ -> verb(method, "upsert");
            case OfCollections.Mixed _ -> verb(method, "update") + "Collection";
            case OfCollections.OfObject _ -> "retrieveCollection";
            case OfCollections.Named _ -> "upsertCollection";
            case Query(QueryScope scope) ->
                switch (scope) {
                    case LIVE, WITH_ARCHIVED -> "query";
                    case WITH_DELETED -> "queryAll";
                };
            case NextPage _ -> "queryMore";
            case Unknown _ -> "unknown";
        };
    }

    private static String verb(String method, String patch) {
        return switch (method) {
            case "POST" -> "create";
            case "PATCH" -> patch;
            case "DELETE" -> "delete";
            default -> "retrieve";
        };
    }
}
