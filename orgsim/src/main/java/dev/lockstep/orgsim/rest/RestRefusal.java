package dev.lockstep.orgsim.rest;

/// A request that the REST API refuses.
final class RestRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    RestRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RestRefusal notFound() {
        return new RestRefusal(404, "NOT_FOUND", "The requested resource does not exist");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
