package dev.lockstep.orgsim.server;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// SOAP requests written by hand.
final class RawSoap {
    private RawSoap() {}

    static String message(String token, String operation) {
        return message(token, "", operation);
    }

    /// @param headers further headers, in the partner namespace
    static String message(String token, String headers, String operation) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns="urn:partner.soap.sforce.com" xmlns:s="urn:sobject.partner.soap.sforce.com"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <soapenv:Header><SessionHeader><sessionId>%s</sessionId></SessionHeader>%s</soapenv:Header>
              <soapenv:Body>%s</soapenv:Body>
            </soapenv:Envelope>
            """.formatted(token, headers, operation);
    }

    static HttpResponse<String> call(TestOrg org, String path, String message) {
        return org.send(
                org.request("/services/Soap/u/" + path, "Content-Type", "text/xml; charset=UTF-8", "SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString(message))
                        .build());
    }

    static String createAccount(String name) {
        return "<create><sObjects><s:type>Account</s:type><s:Name>%s</s:Name></sObjects></create>".formatted(name);
    }
}
