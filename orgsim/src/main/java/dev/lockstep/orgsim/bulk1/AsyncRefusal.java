package dev.lockstep.orgsim.bulk1;

/// A request that is refused below `/services/async`.
final class AsyncRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final ExceptionCode code;

    AsyncRefusal(int status, ExceptionCode code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    ExceptionCode code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
