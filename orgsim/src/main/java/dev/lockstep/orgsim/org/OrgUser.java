package dev.lockstep.orgsim.org;

import java.util.Optional;

/// A user of the org, as their User record tells it now.
///
/// @param id 18 characters
/// @param currency of the records that they make; none where the org has one currency
public record OrgUser(
        String id, String username, String name, String email, String profileId, Optional<String> currency) {
    /// One in an org of one currency.
    public OrgUser(String id, String username, String name, String email, String profileId) {
        this(id, username, name, email, profileId, Optional.empty());
    }
}
