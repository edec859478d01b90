package dev.lockstep.orgsim.project;

import java.util.List;
import java.util.Optional;

/// An element of a metadata file.
///
/// @param line where it begins, from 1 on
/// @param text what stands in it, outside of its children
record MetadataElement(String name, int line, String text, List<MetadataElement> children) {
    MetadataElement {
        children = List.copyOf(children);
    }

    Optional<MetadataElement> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    List<MetadataElement> children(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    /// The child's text without space around it; empty where there is none.
    Optional<String> text(String childName) {
        return child(childName).map(child -> child.text().strip()).filter(found -> !found.isEmpty());
    }
}
