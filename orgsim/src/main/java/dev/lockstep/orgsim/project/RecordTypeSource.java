package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.List;
import java.util.Optional;

/// A record type as a metadata file describes it.
///
/// @param object the API name of its object
record RecordTypeSource(String object, String name, SourceFile file, MetadataElement element) {
    String fullName() {
        return object + "." + name;
    }

    /// The name itself where nothing else is said.
    String label() {
        return text("label").orElse(name.replace('_', ' '));
    }

    Optional<String> text(String property) {
        return element.text(property);
    }

    boolean isActive() {
        return text("active").orElse("false").equals("true");
    }

    /// What it says of picklists.
    List<MetadataElement> picklists() {
        return element.children("picklistValues");
    }

    SourceRefused refused(MetadataElement at, String problem) {
        return file.refused(at.line(), problem);
    }
}
