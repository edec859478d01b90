package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Answers that name no object: errors, versions, resources, limits.
final class RestAnswers {
    private static final int FIRST_SUMMER = 31;
    private static final int YEAR_OF_FIRST_SUMMER = 14;
    private static final int RELEASES_A_YEAR = 3;
    private static final int FIRST_WITH_COMPOSITE = 34;
    private static final int FIRST_WITH_COLLECTIONS = 42;
    private static final int FIRST_WITH_JOBS = 41;

    private RestAnswers() {}

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    static Answer error(int status, String code, String message) {
        return JsonBody.answer(status, json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringProperty("message", message);
            json.writeStringProperty("errorCode", code);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_versions.htm")
    static Answer versions() {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            for (ApiVersion version : ApiVersion.offered()) {
                json.writeStartObject();
                json.writeStringProperty("label", release(version));
                json.writeStringProperty("url", root(version));
                json.writeStringProperty("version", version.toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// The resources that are there, and no others; who calls is the one with a whole address.
    ///
    /// @param identity where the caller is described
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_discoveryresource.htm")
    static Answer resources(ApiVersion version, String identity) {
        Map<String, String> resources = new TreeMap<>();
        resources.put("identity", identity);
        for (String name : new String[] {"limits", "query", "queryAll", "sobjects"}) {
            resources.put(name, root(version) + "/" + name);
        }
        if (version.isAtLeast(FIRST_WITH_JOBS)) {
            resources.put("jobs", root(version) + "/jobs");
        }
        if (version.isAtLeast(FIRST_WITH_COMPOSITE)) {
            resources.put("composite", root(version) + "/composite");
        }
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            resources.forEach(json::writeStringProperty);
            json.writeEndObject();
        });
    }

    /// The composite resources that are there, and no others.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite.htm")
    static Answer compositeResources(ApiVersion version) {
        if (!version.isAtLeast(FIRST_WITH_COMPOSITE)) {
            throw RestRefusal.notFound();
        }
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("batch", root(version) + "/composite/batch");
            if (version.isAtLeast(FIRST_WITH_COLLECTIONS)) {
                json.writeStringProperty("sobjects", root(version) + "/composite/sobjects");
            }
            if (version.isAtLeast(GraphAnswers.FIRST_WITH_GRAPHS)) {
                json.writeStringProperty("graph", root(version) + "/composite/graph");
            }
            json.writeEndObject();
        });
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm")
    static Answer limits(List<Allocation> allocations) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            for (Allocation allocation : allocations) {
                json.writeObjectPropertyStart(allocation.name());
                json.writeNumberProperty("Max", allocation.most());
                json.writeNumberProperty("Remaining", allocation.left());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    static String root(ApiVersion version) {
        return "/services/data/v" + version;
    }

    /// Three releases a year, Winter named after the year that begins in it: 31.0 was Summer '14.
    private static String release(ApiVersion version) {
        int since = version.number() - FIRST_SUMMER;
        int year = YEAR_OF_FIRST_SUMMER + (since + 2) / RELEASES_A_YEAR;
        String season = switch (since % RELEASES_A_YEAR) {
            case 0 -> "Summer";
            case 1 -> "Winter";
            default -> "Spring";
        };
        return "%s '%d".formatted(season, year);
    }
}
