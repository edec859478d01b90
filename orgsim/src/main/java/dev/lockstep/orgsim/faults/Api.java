package dev.lockstep.orgsim.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The protocol by which a request came.
public enum Api {
    SOAP,
    REST,
    BULK,
    BULK1,
    OAUTH,
    STREAMING,
    PUBSUB;

    /// The spelling in rules, counts and JSON: lower case.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads the spelling of [#text()], in any case.
    ///
    /// @throws IllegalArgumentException with the spellings that exist
    public static Api of(String text) {
        return Arrays.stream(values())
                .filter(api -> api.text().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No API is called \"%s\"; there are %s."
                        .formatted(text, Arrays.stream(values()).map(Api::text).collect(Collectors.joining(", ")))));
    }
}
