package dev.lockstep.orgsim.bulk;

/// The data of an ingest job can't be worked on. The message is the one that the job tells.
final class DataRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    DataRefused(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
