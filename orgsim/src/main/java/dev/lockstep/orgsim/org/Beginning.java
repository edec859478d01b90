package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// What an org starts with, before anybody has changed anything. The same each time it is made of the same things.
///
/// @param generatedRows how many of the state's rows are computed
/// @param project what the org was made of, if it isn't the sample
/// @param integrationUserId the user that integrations sign in as
/// @param adminUserId the user that a person signs in as
public record Beginning(
        OrgState state, long generatedRows, Optional<Project> project, String integrationUserId, String adminUserId) {
    /// A Salesforce DX project that an org was made of.
    ///
    /// @param digest of everything that was read of it
    /// @param notSimulated what the org lacks of it, a sentence each
    public record Project(String digest, List<String> notSimulated) {
        public Project {
            notSimulated = List.copyOf(notSimulated);
        }
    }
}
