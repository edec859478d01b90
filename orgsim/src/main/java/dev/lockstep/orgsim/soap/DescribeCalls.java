package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.describe.ObjectShape;
import dev.lockstep.orgsim.describe.Shape.Audience;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Map;

/// `describeGlobal`, `describeSObject`, `describeSObjects`.
final class DescribeCalls {
    private static final int MOST_OBJECTS = 100;

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describeglobal_describeglobalresult.htm")
    private static final int MAX_BATCH_SIZE = 200;

    private final SimulatedOrg org;

    DescribeCalls(SimulatedOrg org) {
        this.org = org;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "describeGlobal", this::describeGlobal,
                "describeSObject", this::describeSObject,
                "describeSObjects", this::describeSObjects);
    }

    private void describeGlobal(SoapCall call, XmlWriter out) {
        call.session();
        out.start("result").text("encoding", "UTF-8").text("maxBatchSize", MAX_BATCH_SIZE);
        org.objects().forEach(object -> ShapeXml.write(out, "sobjects", ObjectShape.summary(object, Audience.SOAP)));
        out.end();
    }

    private void describeSObject(SoapCall call, XmlWriter out) {
        call.session();
        describe(out, List.of(call.argument("sObjectType")));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects.htm")
    private void describeSObjects(SoapCall call, XmlWriter out) {
        call.session();
        List<String> names = call.operation().textsOf("sObjectType");
        refuseTooMany(names.size());
        describe(out, names);
    }

    @Assumed(reason = "More than 100 objects are refused with the code of other calls that take too many.")
    private static void refuseTooMany(int objects) {
        if (objects > MOST_OBJECTS) {
            throw SoapFault.unexpected(
                    "EXCEEDED_ID_LIMIT", "describe limit reached. cannot describe more than 100 objects in this call");
        }
    }

    private void describe(XmlWriter out, List<String> names) {
        List<ObjectDefinition> all = org.objects();
        names.forEach(name -> ShapeXml.write(out, "result", ObjectShape.description(object(name), all, Audience.SOAP)));
    }

    @Assumed(reason = "An object that isn't there is refused in these words.")
    private ObjectDefinition object(String name) {
        return org.object(name)
                .orElseThrow(() -> new OrgFault(
                        FaultKind.INVALID_SOBJECT,
                        "INVALID_TYPE",
                        "sObject type '%s' is not supported.".formatted(name)));
    }
}
