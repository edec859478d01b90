package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import java.util.function.Consumer;

/// The outside of answers: envelopes of results and of faults.
final class Envelopes {
    private Envelopes() {}

    /// @param body writes the response element with the results in it
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_header_limitinfoheader.htm")
    static Answer result(ApiUsage usage, Consumer<XmlWriter> body) {
        XmlWriter out = new XmlWriter();
        out.start("soapenv:Envelope")
                .namespace("soapenv", Namespaces.ENVELOPE)
                .namespace("", Namespaces.PARTNER)
                .namespace("sf", Namespaces.SOBJECT)
                .namespace("xsd", Namespaces.SCHEMA)
                .namespace("xsi", Namespaces.INSTANCE);
        out.start("soapenv:Header").start("LimitInfoHeader").start("limitInfo");
        out.text("current", Math.toIntExact(usage.used()))
                .text("limit", usage.limit())
                .text("type", "API REQUESTS");
        out.end().end().end();
        out.start("soapenv:Body");
        body.accept(out);
        out.end().end();
        return Answer.of(200, Answer.XML, out.finish());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    static Answer fault(SoapFault fault) {
        XmlWriter out = new XmlWriter();
        out.start("soapenv:Envelope")
                .namespace("soapenv", Namespaces.ENVELOPE)
                .namespace("sf", Namespaces.FAULT)
                .namespace("xsi", Namespaces.INSTANCE);
        out.start("soapenv:Body").start("soapenv:Fault");
        out.text("faultcode", "sf:" + fault.code()).text("faultstring", fault.code() + ": " + fault.text());
        out.start("detail").start("sf:" + fault.element()).type("sf:" + fault.element());
        out.text("sf:exceptionCode", fault.code()).text("sf:exceptionMessage", fault.text());
        fault.place().ifPresent(place -> out.text("sf:row", place.row()).text("sf:column", place.column()));
        out.end().end().end().end().end();
        return Answer.of(500, Answer.XML, out.finish());
    }

    /// A refusal before any operation was understood.
    @Assumed(
            reason = "A message that can't be read is the client's fault in SOAP's own sense, without a detail of the"
                    + " API.")
    static Answer unreadable(String text) {
        XmlWriter out = new XmlWriter();
        out.start("soapenv:Envelope").namespace("soapenv", Namespaces.ENVELOPE);
        out.start("soapenv:Body").start("soapenv:Fault");
        out.text("faultcode", "soapenv:Client").text("faultstring", text);
        out.end().end().end();
        return Answer.of(500, Answer.XML, out.finish());
    }
}
