package dev.lockstep.orgsim.org;

/// A user of the org, as their User record tells it now.
///
/// @param id 18 characters
public record OrgUser(String id, String username, String name, String email, String profileId) {}
