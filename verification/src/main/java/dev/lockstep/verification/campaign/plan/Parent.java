package dev.lockstep.verification.campaign.plan;

/// What a row refers to.
///
/// @param way how it does; by Id only once the parent's row has one, and by external id before
public record Parent(Table.Lookup lookup, Thing thing, Way way) {
    public enum Way {
        BY_ID,
        BY_EXTERNAL_ID
    }

    @Override
    public String toString() {
        return lookup.name() + " " + thing.mark() + (way == Way.BY_ID ? " by Id" : " by external id");
    }
}
