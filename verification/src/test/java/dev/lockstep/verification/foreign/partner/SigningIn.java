package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SessionHeader_element;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SessionRenewer.SessionRenewalHeader;
import javax.xml.namespace.QName;

/// Sessions: how they begin, what they tell, and how they end.
final class SigningIn {
    private static final QName SESSION_HEADER = new QName("urn:partner.soap.sforce.com", "SessionHeader");

    private final Access access;
    private final Sightings sightings;

    SigningIn(Access access, Sightings sightings) {
        this.access = access;
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        tellWhoCalls();
        signInByPassword();
        haveNoSession();
        renewTheSession();
    }

    private void tellWhoCalls() throws ConnectionException {
        PartnerConnection org = access.connect();
        GetUserInfoResult user = org.getUserInfo();
        sightings.see("userInfo.userName", user.getUserName());
        sightings.see("userInfo.userId", user.getUserId());
        sightings.see("userInfo.organizationId", user.getOrganizationId());
        sightings.see("userInfo.sessionSecondsValid", user.getSessionSecondsValid());
        sightings.see("serverTimestamp", org.getServerTimestamp().getTimestamp());
    }

    private void signInByPassword() throws ConnectionException {
        ConnectorConfig settings = access.login("64.0", access.password());
        PartnerConnection org = Connector.newConnection(settings);
        sightings.see("login.userName", org.getUserInfo().getUserName());
        sightings.see("login.serverUrl", settings.getServiceEndpoint());
        sightings.see("login.hasOwnSession", !settings.getSessionId().equals(access.session()));
        org.logout();
        sightings.seeRefusal("login.afterLogout", org::getUserInfo);
        sightings.seeRefusal("login.afterSecondLogout", org::logout);
        sightings.seeRefusal(
                "login.refusedFrom65", () -> Connector.newConnection(access.login("65.0", access.password())));
        sightings.seeRefusal("login.wrongPassword", () -> Connector.newConnection(access.login("64.0", "wrong")));
        sightings.seeRefusal("login.versionGone", () -> Connector.newConnection(access.login("30.0", "wrong")));
    }

    private void haveNoSession() throws ConnectionException {
        PartnerConnection ended = access.connect(access.endedSession());
        sightings.seeRefusal("session.ended.getUserInfo", ended::getUserInfo);
        sightings.seeRefusal("session.ended.getServerTimestamp", ended::getServerTimestamp);
        sightings.seeRefusal("session.ended.logout", ended::logout);
        sightings.seeRefusal("session.ended.describeGlobal", ended::describeGlobal);
        sightings.seeRefusal("session.ended.query", () -> ended.query("SELECT Id FROM Account"));
        PartnerConnection unknown = access.connect("00D!nothing");
        sightings.seeRefusal("session.unknown", unknown::getUserInfo);
    }

    /// The client asks for another session when it is told that its own has ended, and repeats its call.
    private void renewTheSession() throws ConnectionException {
        ConnectorConfig settings = access.settings(access.endedSession());
        settings.setSessionRenewer(ended -> {
            ended.setSessionId(access.session());
            var header = new SessionRenewalHeader();
            var session = new SessionHeader_element();
            session.setSessionId(access.session());
            header.name = SESSION_HEADER;
            header.headerElement = session;
            return header;
        });
        sightings.see(
                "session.renewed.userName",
                Connector.newConnection(settings).getUserInfo().getUserName());
    }
}
