package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.Optional;

/// Whether the batches of a job run beside each other or one after the other.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_jobinfo.htm")
enum ConcurrencyMode {
    PARALLEL("Parallel"),
    SERIAL("Serial");

    private final String text;

    ConcurrencyMode(String text) {
        this.text = text;
    }

    /// As the API spells it.
    String text() {
        return text;
    }

    static Optional<ConcurrencyMode> of(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }
}
