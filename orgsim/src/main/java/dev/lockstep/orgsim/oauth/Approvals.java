package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What users have allowed clients to do without them. In memory alone: a restart forgets it.
///
/// Safe for use by several threads.
final class Approvals {
    /// Of one user for one client; the sixth ends the oldest.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_request_manage.htm")
    private static final int MOST = 5;

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.connected_app_limit_idle_ttl.htm")
    private static final Duration IDLE_LIMIT = Duration.ofDays(30);

    private final SimulatedOrg org;
    private final Sessions sessions;
    /// The oldest first.
    private final List<Approval> approvals = new ArrayList<>();

    Approvals(SimulatedOrg org, Sessions sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    /// Signs in a user who has allowed a client what it asked for.
    synchronized Grant open(ConnectedClient client, OrgUser user, Scope scope, String instanceUrl) {
        Session session = sessions.open(user, new Session.Origin.App(client, scope, instanceUrl));
        if (!scope.allowsRefresh()) {
            return new Grant(session, scope, Optional.empty());
        }
        Approval approval = new Approval(client, user.id(), scope, org.now());
        approval.add(session, sessions);
        approvals.add(approval);
        endTheOldest(client, user);
        return new Grant(session, scope, Optional.of(approval.refreshToken()));
    }

    @Assumed(reason = "The sessions that came of an approval end with it.")
    private void endTheOldest(ConnectedClient client, OrgUser user) {
        List<Approval> same = approvals.stream()
                .filter(approval -> approval.isFor(client, user.id()))
                .toList();
        same.stream().limit(Math.max(0, same.size() - MOST)).forEach(this::end);
    }

    /// Signs in by a refresh token. Sessions that came of it before live on.
    ///
    /// @throws OAuthRefusal when the token is over, was never given to this client, or was used before
    ///     where each works once; then all that came of its approval ends
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm")
    synchronized Grant renew(ConnectedClient client, String token, String instanceUrl) {
        approvals.stream()
                .filter(known -> known.hasSpent(token) && known.belongsTo(client))
                .findFirst()
                .ifPresent(this::end);
        Approval approval = find(token).filter(known -> known.belongsTo(client)).orElseThrow(Approvals::over);
        Instant now = org.now();
        if (until(client, approval).filter(end -> end.isBefore(now)).isPresent()) {
            end(approval);
            throw over();
        }
        OrgUser user = org.user(approval.userId()).orElseThrow(Approvals::over);
        Session session = sessions.open(user, new Session.Origin.App(client, approval.scope(), instanceUrl));
        approval.used(now);
        approval.add(session, sessions);
        return new Grant(
                session,
                approval.scope(),
                client.has(AppOption.ROTATES_REFRESH_TOKENS) ? Optional.of(approval.rotate()) : Optional.empty());
    }

    private static Optional<Instant> until(ConnectedClient client, Approval approval) {
        return client.has(AppOption.LIMITS_IDLE_REFRESH_TOKENS)
                ? Optional.of(approval.lastUse().plus(IDLE_LIMIT))
                : Optional.empty();
    }

    private static OAuthRefusal over() {
        return OAuthRefusal.grant("expired access/refresh token");
    }

    synchronized boolean has(ConnectedClient client, OrgUser user) {
        return approvals.stream().anyMatch(approval -> approval.isFor(client, user.id()));
    }

    /// Ends what a refresh token stands for, with the sessions that came of it.
    ///
    /// @return whether it stood for anything
    synchronized boolean revoke(String token) {
        Optional<Approval> approval = find(token);
        approval.ifPresent(this::end);
        return approval.isPresent();
    }

    /// What is known of a client's refresh token, if it is good.
    synchronized Optional<TokenStatus> status(ConnectedClient client, String token) {
        return find(token)
                .filter(approval -> approval.belongsTo(client))
                .filter(approval -> until(client, approval)
                        .filter(end -> end.isBefore(org.now()))
                        .isEmpty())
                .flatMap(approval -> org.user(approval.userId())
                        .map(user -> new TokenStatus(
                                "refresh_token", approval.scope(), user, approval.since(), until(client, approval))));
    }

    private Optional<Approval> find(String token) {
        return approvals.stream()
                .filter(known -> known.refreshToken().equals(token))
                .findFirst();
    }

    private void end(Approval approval) {
        approvals.remove(approval);
        approval.end(sessions);
    }
}
