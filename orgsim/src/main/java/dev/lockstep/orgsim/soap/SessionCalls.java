package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.UserAccounts;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Map;
import java.util.Optional;

/// `login`, `logout`, `getUserInfo`, `getServerTimestamp`.
final class SessionCalls {
    private static final int FIRST_VERSION_WITHOUT_LOGIN = 65;
    private static final int ID_15 = 15;
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    private final SimulatedOrg org;
    private final UserAccounts accounts;

    SessionCalls(SimulatedOrg org, UserAccounts accounts) {
        this.org = org;
        this.accounts = accounts;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "login", this::login,
                "logout", this::logout,
                "getUserInfo", this::getUserInfo,
                "getServerTimestamp", this::getServerTimestamp);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_login.htm")
    private void login(SoapCall call, XmlWriter out) {
        refuseWhereGone(call);
        OrgUser user = userWithPassword(
                call.operation().textOf("username").orElse(""),
                call.operation().textOf("password").orElse(""));
        Session session = call.sessions().open(user, new Session.Origin.Login());
        out.start("result");
        out.nil("metadataServerUrl").text("passwordExpired", false).text("sandbox", false);
        out.text(
                "serverUrl",
                "%s/services/Soap/u/%s/%s"
                        .formatted(
                                call.http().baseUrl(),
                                call.version(),
                                org.organizationId().substring(0, ID_15)));
        out.text("sessionId", session.token()).text("userId", user.id());
        userInfo(call, out, "userInfo", user);
        out.end();
    }

    @Documented(url = "https://github.com/forcedotcom/wsc/issues/363")
    private static void refuseWhereGone(SoapCall call) {
        if (call.version().isAtLeast(FIRST_VERSION_WITHOUT_LOGIN)) {
            throw SoapFault.unexpected(
                    "INVALID_OPERATION",
                    "The SOAP Login operation is not available in the API version specified (%s). Refer to the documentation for supported versions."
                            .formatted(call.version()));
        }
    }

    private OrgUser userWithPassword(String username, String password) {
        return accounts.find(username, password)
                .orElseThrow(() -> SoapFault.login(
                        "INVALID_LOGIN", "Invalid username, password, security token; or user locked out."));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_logout.htm")
    private void logout(SoapCall call, XmlWriter out) {
        call.sessions().close(call.session().token());
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getuserinfo.htm")
    private void getUserInfo(SoapCall call, XmlWriter out) {
        userInfo(call, out, "result", call.user());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getservertimestamp.htm")
    private void getServerTimestamp(SoapCall call, XmlWriter out) {
        call.session();
        out.start("result").text("timestamp", ValueText.moment(org.now())).end();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/api/guide/sforce-api-calls-getuserinfo-getuserinforesult.html")
    @Assumed(reason = "English, GMT, dollars where the org has one currency: a plain org's settings.")
    private void userInfo(SoapCall call, XmlWriter out, String name, OrgUser user) {
        out.start(name);
        Optional<String> currency = org.user(user.id()).flatMap(OrgUser::currency);
        out.text("accessibilityMode", false).text("chatterExternal", false);
        textOrNil(out, "currencySymbol", currency.isEmpty() ? Optional.of("$") : Optional.empty());
        out.text("orgAttachmentFileSizeLimit", FIVE_MEGABYTES);
        textOrNil(out, "orgDefaultCurrencyIsoCode", currency.isEmpty() ? Optional.of("USD") : Optional.empty());
        textOrNil(out, "orgDefaultCurrencyLocale", currency.isEmpty() ? Optional.of("en_US") : Optional.empty());
        out.text("orgDisallowHtmlAttachments", false).text("orgHasPersonAccounts", false);
        out.text("organizationId", org.organizationId()).text("organizationMultiCurrency", currency.isPresent());
        out.text("organizationName", "orgsim")
                .text("profileId", user.profileId())
                .nil("roleId");
        out.text(
                "sessionSecondsValid",
                Math.toIntExact(call.sessions().idleLimit().toSeconds()));
        textOrNil(out, "userDefaultCurrencyIsoCode", currency);
        out.text("userEmail", user.email());
        out.text("userFullName", user.name()).text("userId", user.id()).text("userLanguage", "en_US");
        out.text("userLocale", "en_US").text("userName", user.username()).text("userTimeZone", "GMT");
        out.text("userType", "Standard").text("userUiSkin", "Theme3");
        out.end();
    }

    private static void textOrNil(XmlWriter out, String name, Optional<String> text) {
        if (text.isPresent()) {
            out.text(name, text.get());
        } else {
            out.nil(name);
        }
    }
}
