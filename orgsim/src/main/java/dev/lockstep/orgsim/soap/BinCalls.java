package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Map;

/// `undelete`, `emptyRecycleBin`.
final class BinCalls {
    private final SimulatedOrg org;

    BinCalls(SimulatedOrg org) {
        this.org = org;
    }

    Map<String, Operation> operations() {
        return Map.of("undelete", this::undelete, "emptyRecycleBin", this::emptyRecycleBin);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_undelete.htm")
    private void undelete(SoapCall call, XmlWriter out) {
        var user = call.user();
        SaveCalls.results(out, SaveCalls.ResultType.SAVE, org.undelete(user, ids(call), call.saveOptions()));
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm")
    private void emptyRecycleBin(SoapCall call, XmlWriter out) {
        var user = call.user();
        SaveCalls.results(out, SaveCalls.ResultType.SAVE, org.emptyRecycleBin(user, ids(call)));
    }

    @Assumed(reason = "The WSDL wants one Id at least; without one there is no answer that it allows")
    private static List<String> ids(SoapCall call) {
        call.argument("ids");
        return call.operation().textsOf("ids");
    }
}
