package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.List;

/// What an org starts with, before anybody has changed anything. The same each time it is made of the same things.
///
/// @param generatedRows how many of the state's rows are computed
/// @param madeOf what the org was made of; nothing for the sample alone
/// @param notSimulated what the org lacks of them, a sentence each
/// @param integrationUserId the user that integrations sign in as
/// @param adminUserId the user that a person signs in as
public record Beginning(
        OrgState state,
        long generatedRows,
        List<MadeOf> madeOf,
        List<String> notSimulated,
        String integrationUserId,
        String adminUserId) {
    public Beginning {
        madeOf = List.copyOf(madeOf);
        notSimulated = List.copyOf(notSimulated);
    }

    /// The same with further files, which led to this state.
    public Beginning and(OrgState furtherState, MadeOf further, List<String> furtherNotSimulated) {
        var all = new ArrayList<>(madeOf);
        all.add(further);
        var sentences = new ArrayList<>(notSimulated);
        sentences.addAll(furtherNotSimulated);
        return new Beginning(furtherState, generatedRows, all, sentences, integrationUserId, adminUserId);
    }
}
