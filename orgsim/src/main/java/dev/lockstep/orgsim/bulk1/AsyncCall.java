package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.OrgUser;

/// A request that was let in.
///
/// @param form that jobs, batches and errors are told in
record AsyncCall(HttpCall http, Form form, ApiVersion version, OrgUser user) {
    /// The path of this API's version, without a slash at the end.
    String root() {
        return "/services/async/" + version;
    }
}
