package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.Optional;

/// What an ingest job does with its records.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
enum IngestOperation {
    INSERT("insert"),
    UPDATE("update"),
    UPSERT("upsert"),
    DELETE("delete"),

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    @Assumed(
            reason = "All users of this org have the permission that it needs. Its records are said to be eligible at"
                    + " once for being removed; until an org does so, they are as other deleted ones, and here"
                    + " they stay so")
    HARD_DELETE("hardDelete");

    private final String text;

    IngestOperation(String text) {
        this.text = text;
    }

    /// As the API spells it.
    String text() {
        return text;
    }

    static Optional<IngestOperation> of(String text) {
        return Arrays.stream(values())
                .filter(operation -> operation.text.equals(text))
                .findFirst();
    }
}
