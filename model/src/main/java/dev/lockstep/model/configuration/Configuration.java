package dev.lockstep.model.configuration;

import java.util.List;

/// One connection with its mappings, as its document says.
///
/// @param name names the connection in logs, in the database's session list and beside the document
public record Configuration(
        String name,
        OrgSection org,
        DatabaseSection database,
        CaptureRule captureRule,
        WritingSection writing,
        ReadingSection reading,
        List<MappingSection> mappings) {
    public Configuration {
        mappings = List.copyOf(mappings);
    }
}
