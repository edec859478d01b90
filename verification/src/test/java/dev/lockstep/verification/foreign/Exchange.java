package dev.lockstep.verification.foreign;

/// One request and its answer.
///
/// @param operation the call that the request's body names
/// @param answer unpacked
record Exchange(String operation, int status, String answer, Packing request, Packing response) {
    enum Packing {
        PLAIN,
        GZIP
    }

    boolean isRefusal() {
        return status != 200;
    }
}
