package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.MergeOutcome;
import dev.lockstep.orgsim.org.MergeRequest;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Map;

/// `merge`.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm")
final class MergeCalls {
    private final SimulatedOrg org;

    MergeCalls(SimulatedOrg org) {
        this.org = org;
    }

    Map<String, Operation> operations() {
        return Map.of("merge", this::merge);
    }

    private void merge(SoapCall call, XmlWriter out) {
        var user = call.user();
        List<MergeRequest> requests = call.operation().children("request").stream()
                .map(request -> request(call, request))
                .toList();
        org.merge(user, requests).forEach(outcome -> result(out, outcome));
    }

    private MergeRequest request(SoapCall call, Element request) {
        Element master = request.child("masterRecord")
                .orElseThrow(
                        () -> SoapFault.unexpected("INVALID_OPERATION", "A request to merge needs a master record."));
        return new MergeRequest(SaveCalls.read(org, call, master), request.textsOf("recordToMergeIds"));
    }

    private static void result(XmlWriter out, MergeOutcome outcome) {
        out.start("result");
        switch (outcome) {
            case MergeOutcome.Merged(String master, List<String> losers, List<String> moved) -> {
                out.text("id", master);
                losers.forEach(id -> out.text("mergedRecordIds", id));
                out.text("success", true);
                moved.forEach(id -> out.text("updatedRelatedIds", id));
            }
            case MergeOutcome.Refused(var errors) -> {
                errors.forEach(error -> SaveCalls.error(out, error));
                out.nil("id").text("success", false);
            }
        }
        out.end();
    }
}
