package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// What an ingest job does with its records.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
public enum IngestOperation {
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
    public String text() {
        return text;
    }

    /// Looks at the names of all fields of some rows.
    ///
    /// @throws DataRefused when it can't use them
    @Assumed(reason = "The words are in a client's notes about a job that failed")
    public void requireUsable(Collection<String> fields) {
        switch (this) {
            case INSERT, UPDATE, UPSERT -> {}
            case DELETE, HARD_DELETE -> {
                if (fields.size() != 1 || !fields.iterator().next().equalsIgnoreCase(DataColumn.ID)) {
                    throw new DataRefused("InvalidBatch : The '%s' batch must contain only ids".formatted(text));
                }
            }
        }
    }

    public static Optional<IngestOperation> of(String text) {
        return Arrays.stream(values())
                .filter(operation -> operation.text.equals(text))
                .findFirst();
    }
}
