package dev.lockstep.app;

/// How the program ends, for scripts.
enum Exit {
    /// What was asked for is done.
    OK(0),
    /// It was tried, and did not succeed.
    FAILED(1),
    /// The command was wrong, or the machine lacks something that it needs: nothing was tried.
    USAGE_OR_ENVIRONMENT(2);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
