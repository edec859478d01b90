package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// Which records a query sees besides those that live.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.262.0.api.meta/api/sforce_api_guidelines_archive.htm")
public enum QueryScope {
    /// That of `query`: none.
    LIVE,
    /// That of reading by Id: archived ones.
    @Assumed(reason = "Archived activities can be changed by their Ids, and so be read by them")
    WITH_ARCHIVED,
    /// That of `queryAll`: archived and deleted ones.
    WITH_DELETED;

    public boolean seesDeleted() {
        return this == WITH_DELETED;
    }

    public boolean seesArchived() {
        return this != LIVE;
    }
}
