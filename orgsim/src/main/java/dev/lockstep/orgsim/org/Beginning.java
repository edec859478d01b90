package dev.lockstep.orgsim.org;

/// What every org of this build starts with, before anybody has changed anything. The same each time it is made.
///
/// @param generatedRows how many of the state's rows are computed
/// @param integrationUserId the user that integrations sign in as
/// @param adminUserId the user that a person signs in as
public record Beginning(OrgState state, long generatedRows, String integrationUserId, String adminUserId) {}
