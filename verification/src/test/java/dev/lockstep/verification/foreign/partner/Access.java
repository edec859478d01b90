package dev.lockstep.verification.foreign.partner;

import com.sforce.async.AsyncApiException;
import com.sforce.async.BulkConnection;
import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import java.util.Objects;
import java.util.Properties;

/// How the org is reached.
///
/// @param proxyPort of a proxy on this machine; 0 for none
/// @param session an open one
/// @param endedSession one that was open once
record Access(
        String visit,
        String url,
        int proxyPort,
        String session,
        String endedSession,
        String username,
        String password) {
    static Access of(Properties given) {
        return new Access(
                text(given, "visit"),
                text(given, "url"),
                Integer.parseInt(text(given, "proxyPort")),
                text(given, "session"),
                text(given, "endedSession"),
                text(given, "username"),
                text(given, "password"));
    }

    private static String text(Properties given, String name) {
        return Objects.requireNonNull(given.getProperty(name), name);
    }

    PartnerConnection connect() throws ConnectionException {
        return Connector.newConnection(settings(session));
    }

    PartnerConnection connect(String otherSession) throws ConnectionException {
        return Connector.newConnection(settings(otherSession));
    }

    /// The client's own defaults, but for what it has to know.
    ConnectorConfig settings(String ofSession) {
        ConnectorConfig settings = reaching("65.0");
        settings.setManualLogin(true);
        settings.setServiceEndpoint(settings.getAuthEndpoint());
        settings.setSessionId(ofSession);
        return settings;
    }

    /// To sign in by password.
    ConnectorConfig login(String version, String withPassword) {
        ConnectorConfig settings = reaching(version);
        settings.setUsername(username);
        settings.setPassword(withPassword);
        return settings;
    }

    /// To Bulk API 1.0, with the client's own defaults: it packs what it sends.
    BulkConnection bulk(String ofSession) throws AsyncApiException {
        ConnectorConfig settings = settings(ofSession);
        settings.setRestEndpoint(url + "/services/async/65.0");
        return new BulkConnection(settings);
    }

    private ConnectorConfig reaching(String version) {
        var settings = new ConnectorConfig();
        settings.setAuthEndpoint(url + "/services/Soap/u/" + version);
        if (proxyPort != 0) {
            settings.setProxy("127.0.0.1", proxyPort);
        }
        return settings;
    }
}
