package dev.lockstep.salesforce;

import dev.lockstep.model.RecordId;
import java.net.URI;

/// Which org we are signed in to, and as whom. Organization and user never change while an [Org] is open.
///
/// @param instanceUrl where the org's APIs answer
public record OrgIdentity(RecordId organizationId, RecordId userId, URI instanceUrl) {
    public OrgIdentity {
        if (!organizationId.keyPrefix().equals("00D")) {
            throw new IllegalArgumentException(organizationId + " is not the Id of an organization");
        }
        if (!userId.keyPrefix().equals("005")) {
            throw new IllegalArgumentException(userId + " is not the Id of a user");
        }
    }
}
