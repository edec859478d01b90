package dev.lockstep.salesforce;

import java.util.Optional;

/// A query that the org runs by itself and keeps the result of, as the org tells of it.
///
/// @param id of the job, beginning with `750`
/// @param recordsProcessed how many records it has read so far
/// @param error why it failed
public record BulkJob(String id, State state, long recordsProcessed, Optional<String> error) {
    /// The states that the org names.
    public enum State {
        WAITING("UploadComplete"),
        RUNNING("InProgress"),
        COMPLETE("JobComplete"),
        FAILED("Failed"),
        ABORTED("Aborted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// Whether it will never be another one.
        public boolean isDone() {
            return this == COMPLETE || this == FAILED || this == ABORTED;
        }

        /// Throws [IllegalArgumentException] for a state that this version doesn't know.
        static State of(String word) {
            for (var state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("the job is in a state of unknown name: " + word);
        }
    }
}
