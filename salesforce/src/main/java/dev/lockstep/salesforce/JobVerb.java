package dev.lockstep.salesforce;

/// What a job does with its records.
public enum JobVerb {
    INSERT("insert"),
    UPSERT("upsert"),
    UPDATE("update"),
    /// Deletes records, and by the org's rules what hangs on them.
    DELETE("delete");

    private final String word;

    JobVerb(String word) {
        this.word = word;
    }

    /// As the org spells it.
    String word() {
        return word;
    }
}
