package dev.lockstep.benchmarks.capture;

/// The three tables that are compared: alike in columns and indexes, and captured in different ways.
enum Variant {
    BARE("bare"),
    LOCKSTEP("salesforce"),
    /// Per row, as Heroku Connect's published triggers do it.
    PEER("published");

    private final String schema;

    Variant(String schema) {
        this.schema = schema;
    }

    String schema() {
        return schema;
    }

    String table() {
        return schema + "." + CapturedObject.TABLE;
    }

    String log() {
        return schema + "._trigger_log";
    }
}
