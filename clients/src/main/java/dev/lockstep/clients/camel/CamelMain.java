package dev.lockstep.clients.camel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Lets Camel make one visit to an org. What it has to know stands on standard input, what it has seen on standard
/// output, one JSON document each.
final class CamelMain {
    private CamelMain() {}

    /// Makes the visit that is named.
    ///
    /// @param arguments the name of a visit
    public static void main(String... arguments) throws Exception {
        Map<?, ?> given = JsonMapper.builder().build().readValue(System.in, Map.class);
        var seen = new Sightings();
        Visit.valueOf(arguments[0]).make(new Given(given), seen);
        seen.writeTo(System.out);
    }
}
