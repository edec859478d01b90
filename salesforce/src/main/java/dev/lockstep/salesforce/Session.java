package dev.lockstep.salesforce;

import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.rest.RestResources;
import dev.lockstep.salesforce.soap.SoapEndpoint;

/// A token and where it is good.
record Session(Secret token, OrgIdentity identity, RestResources rest, SoapEndpoint soap) {}
