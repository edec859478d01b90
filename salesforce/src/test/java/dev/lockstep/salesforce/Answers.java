package dev.lockstep.salesforce;

import dev.lockstep.salesforce.RawServer.Reply;
import dev.lockstep.salesforce.RawServer.Request;

/// Texts as orgs answer them.
final class Answers {
    static final String ORG = "00D000000000001EAA";
    static final String USER = "005000000000001AAA";
    static final String TOKEN_PATH = "/services/oauth2/token";
    static final String SOAP_PATH = "/services/Soap/u/65.0";

    private Answers() {}

    static Reply token(Request request, String token) {
        var base = "http://" + request.header("Host");
        return json(200, """
            {"access_token":"%s","signature":"c2ln","scope":"api","instance_url":"%s",
             "id":"%s/id/%s/%s","token_type":"Bearer","issued_at":"1767225600000"}
            """.formatted(token, base, base, ORG, USER));
    }

    static Reply json(int status, String body) {
        return new Reply.Whole(status, "application/json;charset=UTF-8", body);
    }

    static Reply error(int status, String code, String message) {
        return json(status, "[{\"message\":\"" + message + "\",\"errorCode\":\"" + code + "\"}]");
    }

    static Reply soap(String body) {
        return new Reply.Whole(200, "text/xml;charset=UTF-8", envelope(body));
    }

    static Reply fault(String type, String code, String message) {
        return new Reply.Whole(
                500,
                "text/xml;charset=UTF-8",
                envelope("""
                    <soapenv:Fault><faultcode>sf:%2$s</faultcode><faultstring>%2$s: %3$s</faultstring><detail>\
                    <sf:%1$s xsi:type="sf:%1$s"><sf:exceptionCode>%2$s</sf:exceptionCode>\
                    <sf:exceptionMessage>%3$s</sf:exceptionMessage></sf:%1$s></detail></soapenv:Fault>\
                    """.formatted(type, code, message), "urn:fault.partner.soap.sforce.com"));
    }

    static Reply sessionOver() {
        return fault(
                "UnexpectedErrorFault",
                "INVALID_SESSION_ID",
                "Invalid Session ID found in SessionHeader: Illegal Session");
    }

    static String saved(String operation, String... results) {
        return "<" + operation + "Response>" + String.join("", results) + "</" + operation + "Response>";
    }

    static String success(String id) {
        return "<result><id>" + id + "</id><success>true</success></result>";
    }

    static String refusal(String code, String message, String... fields) {
        var names = new StringBuilder();
        for (var field : fields) {
            names.append("<fields>").append(field).append("</fields>");
        }
        return "<result><errors>" + names + "<message>" + message + "</message><statusCode>" + code
                + "</statusCode></errors><id xsi:nil=\"true\"/><success>false</success></result>";
    }

    static String envelope(String body) {
        return envelope(body, "urn:sobject.partner.soap.sforce.com");
    }

    private static String envelope(String body, String sf) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns="urn:partner.soap.sforce.com" xmlns:sf="%s" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header><LimitInfoHeader><limitInfo>\
            <current>18</current><limit>15000</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader>\
            </soapenv:Header><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>
            """.formatted(sf, body);
    }
}
