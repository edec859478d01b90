package dev.lockstep.embedded;

/// The server can't be had; the message is one sentence that says why and one that says what to do.
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What a caller may want to tell apart.
    public enum Problem {
        /// Something else listens on the port.
        PORT_TAKEN,
        /// The folder can't be made, read or written, or what it holds is damaged.
        FOLDER_UNUSABLE,
        /// Another process, or another start in this one, runs a server in the folder.
        FOLDER_IN_USE,
        /// There are no binaries for this operating system or processor.
        PLATFORM_UNSUPPORTED,
        /// We are root, which PostgreSQL refuses, and no other user can run it in this folder.
        NO_USER_TO_RUN_AS,
        /// PostgreSQL itself refused; its log says more.
        START_FAILED
    }

    private final Problem problem;
    private final String hint;

    EmbeddedPostgresException(Problem problem, String sentence, String hint) {
        super(sentence + " " + hint);
        this.problem = problem;
        this.hint = hint;
    }

    EmbeddedPostgresException(Problem problem, String sentence, String hint, Throwable cause) {
        super(sentence + " " + hint, cause);
        this.problem = problem;
        this.hint = hint;
    }

    public Problem problem() {
        return problem;
    }

    /// The next action, the last sentence of the message.
    public String hint() {
        return hint;
    }
}
