package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.Value;

/// The address of a record's picture.
final class Photo {
    private Photo() {}

    @Assumed(reason = "The path was seen in public samples; nothing can be fetched there")
    static void derive(Draft draft) {
        draft.set("PhotoUrl", new Value.Text("/services/images/photo/" + draft.id()));
    }
}
