package dev.lockstep.salesforce;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

/// Calls `create()` once through the SOAP library as it comes, in a JVM as it comes.
final class LibraryTransport {
    private LibraryTransport() {}

    public static void main(String[] args) throws ConnectionException {
        var config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setSessionId("00D!x");
        config.setServiceEndpoint(args[0]);
        config.setAuthEndpoint(args[0]);
        var record = new SObject();
        record.setType("Account");
        record.setField("Name", "Acme");
        try {
            new PartnerConnection(config).create(new SObject[] {record});
            throw new IllegalStateException("nobody answered, but the library says so");
        } catch (ConnectionException expected) {
            System.out.println(expected);
        }
    }
}
