package dev.lockstep.orgsim.oauth;

/// What a client gets that has signed in.
record Grant(Session session, String scope) {
    /// What a client may do that asked for nothing in particular, or couldn't.
    static final String PLAIN_SCOPE = "id api";
}
