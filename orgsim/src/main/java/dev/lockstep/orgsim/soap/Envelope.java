package dev.lockstep.orgsim.soap;

import java.util.List;
import java.util.Optional;

/// A request's headers and its one operation.
record Envelope(List<Element> headers, Element operation) {
    Envelope {
        headers = List.copyOf(headers);
    }

    /// The text of an element inside a header.
    Optional<String> header(String name, String field) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .findFirst()
                .flatMap(header -> header.textOf(field));
    }
}
