package dev.lockstep.orgsim.bulk1;

import java.util.Arrays;
import java.util.Optional;

/// What the batches and results of a job are written in.
enum ContentType {
    XML("application/xml", Form.XML),
    CSV("text/csv", Form.XML),
    JSON("application/json", Form.JSON);

    private final String mediaType;
    private final Form form;

    ContentType(String mediaType, Form form) {
        this.mediaType = mediaType;
        this.form = form;
    }

    String mediaType() {
        return mediaType;
    }

    /// How the job and its batches are told.
    Form form() {
        return form;
    }

    static Optional<ContentType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
