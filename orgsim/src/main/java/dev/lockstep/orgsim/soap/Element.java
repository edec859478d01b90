package dev.lockstep.orgsim.soap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of a request. Elements are found by their local names: clients disagree on prefixes and namespaces.
///
/// @param attributes by their local names
/// @param text all text directly inside, as it stands
record Element(String namespace, String name, Map<String, String> attributes, List<Element> children, String text) {
    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    List<Element> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /// The text of a child, without blanks around it; empty where there is no such child, or it is nil.
    Optional<String> textOf(String childName) {
        return child(childName).filter(child -> !child.isNil()).map(child -> child.text.strip());
    }

    /// The texts of all children of that name.
    List<String> textsOf(String childName) {
        return children(childName).stream()
                .filter(child -> !child.isNil())
                .map(child -> child.text.strip())
                .toList();
    }

    boolean isNil() {
        String nil = attributes.getOrDefault("nil", "false");
        return nil.equals("true") || nil.equals("1");
    }
}
