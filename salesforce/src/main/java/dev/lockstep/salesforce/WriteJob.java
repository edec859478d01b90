package dev.lockstep.salesforce;

import java.util.Optional;

/// A job that writes, as the org tells of it.
///
/// @param id of the job, beginning with `750`
/// @param processed how many records it has come to so far, those that it refused included
/// @param failed how many of them it refused
/// @param message why the job failed
public record WriteJob(String id, State state, long processed, long failed, Optional<String> message) {
    /// The states that the org names.
    public enum State {
        /// It waits for its data and for being closed, and does nothing.
        OPEN("Open"),
        /// It was closed and waits for its turn.
        UPLOAD_COMPLETE("UploadComplete"),
        IN_PROGRESS("InProgress"),
        /// It came to every record, which says nothing about what became of them.
        JOB_COMPLETE("JobComplete"),
        /// It gave up: what it has saved stays, the rest is unprocessed.
        FAILED("Failed"),
        /// Somebody stopped it: what it has saved stays, the rest is unprocessed.
        ABORTED("Aborted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// As the org spells it.
        String word() {
            return word;
        }

        /// Whether it will never be another one: then there are results.
        public boolean isEnded() {
            return switch (this) {
                case OPEN, UPLOAD_COMPLETE, IN_PROGRESS -> false;
                case JOB_COMPLETE, FAILED, ABORTED -> true;
            };
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
