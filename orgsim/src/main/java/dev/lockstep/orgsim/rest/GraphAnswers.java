package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// `/composite/graph`: several sets of requests by one. Each set is a transaction, whatever becomes of the others.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph.htm")
final class GraphAnswers {
    static final int FIRST_WITH_GRAPHS = 50;
    private static final String GRAPHS = "graphs";
    private static final String GRAPH_ID = "graphId";
    private static final String PARTS = "compositeRequest";

    private final SimulatedOrg org;

    private record Graph(String id, List<CompositePart> parts) {}

    private record Result(String id, CompositeRun run, List<Answer> answers, boolean isSuccessful) {}

    GraphAnswers(SimulatedOrg org) {
        this.org = org;
    }

    Answer answer(RestCall call, Subrequests.Single single) {
        if (!call.version().isAtLeast(FIRST_WITH_GRAPHS)) {
            throw RestRefusal.notFound();
        }
        if (!call.method().equals("POST")) {
            throw call.methodNotAllowed("POST");
        }
        List<Graph> graphs = read(call.http());
        Limits.require(graphs);
        // All of them before the first is carried out: what is wrong with one refuses the whole.
        List<CompositeRun> runs = graphs.stream()
                .map(graph -> new CompositeRun(call, graph.parts(), part -> node(part, single)))
                .toList();
        List<Result> results = new ArrayList<>();
        int failures = 0;
        for (int place = 0; place < graphs.size(); place++) {
            var run = runs.get(place);
            List<Answer> answers = failures > Limits.MOST_FAILURES ? run.halted(Limits.HALTED) : run.together(org);
            boolean isSuccessful = answers.stream().noneMatch(Subrequests::hasFailed);
            failures += isSuccessful ? 0 : 1;
            results.add(new Result(graphs.get(place).id(), run, answers, isSuccessful));
        }
        return JsonBody.answer(200, json -> write(json, results));
    }

    private static List<Graph> read(HttpCall call) {
        JsonValue.Group body = JsonRequest.group(call, "composite graph");
        JsonRequest.requireMembers(body, List.of(GRAPHS));
        List<Graph> graphs = JsonRequest.items(body, GRAPHS).stream()
                .map(GraphAnswers::graph)
                .toList();
        requireDifferent(graphs);
        return graphs;
    }

    private static Graph graph(JsonValue item) {
        JsonValue.Group graph = JsonRequest.asGroup(item, "graph");
        JsonRequest.requireMembers(graph, List.of(GRAPH_ID, PARTS));
        return new Graph(
                id(graph),
                JsonRequest.items(graph, PARTS).stream()
                        .map(CompositePart::read)
                        .toList());
    }

    @Assumed(reason = "Which Ids there may be is documented, the words of the refusal are believed")
    private static String id(JsonValue.Group graph) {
        JsonValue id = JsonRequest.member(graph, GRAPH_ID);
        if (!JsonRequest.text(id, GRAPH_ID).matches("[A-Za-z0-9][^.]{0,38}")) {
            throw JsonRequest.wrongType(GRAPH_ID, id);
        }
        return JsonRequest.text(id, GRAPH_ID);
    }

    @Assumed(reason = "That no two graphs have one Id is documented; the code and the words are believed")
    private static void requireDifferent(List<Graph> graphs) {
        Set<String> seen = new HashSet<>();
        for (Graph graph : graphs) {
            if (!seen.add(graph.id())) {
                throw new RestRefusal(400, "INVALID_INPUT", "Duplicate graph Id: " + graph.id());
            }
        }
    }

    /// The parts of a body that may be none, with references as they stand.
    static Stream<HttpCall> requests(HttpCall call) {
        try {
            return read(call).stream().flatMap(graph -> graph.parts().stream()).map(part -> part.within(call));
        } catch (RestRefusal _) {
            return Stream.empty();
        }
    }

    /// A node is about one record.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph_introduction.htm")
    @Assumed(reason = "What a node may be is documented; another one is answered as what isn't there")
    private static Answer node(HttpCall part, Subrequests.Single single) {
        return Resource.of(part.segments()) instanceof Resource.OfRecords
                ? single.answer(part)
                : RestAnswers.error(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private static void write(JsonGenerator json, List<Result> results) {
        json.writeStartObject();
        json.writeArrayPropertyStart(GRAPHS);
        for (Result result : results) {
            json.writeStartObject();
            json.writeStringProperty(GRAPH_ID, result.id());
            json.writeObjectPropertyStart("graphResponse");
            result.run().write(json, result.answers());
            json.writeEndObject();
            json.writeBooleanProperty("isSuccessful", result.isSuccessful());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// How much there may be.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph_limits.htm")
    private static final class Limits {
        private static final int MOST_GRAPHS = 75;
        private static final int MOST_NODES = 500;
        private static final int MOST_KINDS = 15;
        private static final int DEEPEST = 15;
        /// `services`, `data`, the version, `sobjects` and the object.
        private static final int SEGMENTS_TO_OBJECT = 5;
        private static final int MOST_FAILURES = 14;
        private static final String HALTED = "The request was halted since too many of its graphs failed.";

        private static void require(List<Graph> graphs) {
            List<CompositePart> nodes =
                    graphs.stream().flatMap(graph -> graph.parts().stream()).toList();
            atMost(MOST_GRAPHS, graphs.size(), "graphs");
            atMost(MOST_NODES, nodes.size(), "nodes");
            atMost(
                    MOST_KINDS,
                    nodes.stream().map(Limits::kind).collect(Collectors.toSet()).size(),
                    "different nodes");
            graphs.forEach(graph -> atMost(DEEPEST, depth(graph), "levels of nodes"));
        }

        @Assumed(reason = "The limits are documented; the code and the words of the refusal are believed")
        private static void atMost(int most, int there, String what) {
            if (there > most) {
                throw new RestRefusal(
                        400, "LIMIT_EXCEEDED", "A graph request can have no more than %d %s".formatted(most, what));
            }
        }

        /// The version, the method and the object of a node.
        private static List<String> kind(CompositePart node) {
            List<String> path = Subrequests.target(node.url()).segments();
            return Stream.concat(
                            Stream.of(node.method()),
                            path.subList(0, Math.min(SEGMENTS_TO_OBJECT, path.size())).stream())
                    .map(segment -> segment.toLowerCase(Locale.ROOT))
                    .toList();
        }

        /// How many nodes lie one behind the other, each using the one before.
        private static int depth(Graph graph) {
            Map<String, Integer> depths = new HashMap<>();
            for (CompositePart node : graph.parts()) {
                int before = node.references().stream()
                        .mapToInt(name -> depths.getOrDefault(name, 0))
                        .max()
                        .orElse(0);
                depths.put(node.referenceId(), before + 1);
            }
            return depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }
}
