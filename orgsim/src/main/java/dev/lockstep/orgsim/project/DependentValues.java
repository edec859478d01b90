package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.PicklistEntry;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Picklists whose values are offered for some values of another field only.
final class DependentValues {
    /// How the metadata writes the two values of a checkbox, in describe's order.
    static final List<String> OF_A_CHECKBOX = List.of("unchecked", "checked");

    private DependentValues() {}

    /// The field that the picklist depends on.
    static Optional<String> controller(FieldSource field) {
        return field.element()
                .child("valueSet")
                .or(() -> field.element().child("picklist"))
                .flatMap(set -> set.text("controllingField"));
    }

    /// The entries, each with the values of the controlling field for which it is offered.
    ///
    /// @param controlling the controlling field's values, in describe's order
    @Assumed(
            reason = "Dependencies are told and not enforced: the APIs take a value that the pages wouldn't offer. The"
                    + " row of bits has no more bytes than it needs")
    static List<PicklistEntry> offered(FieldSource field, List<PicklistEntry> entries, List<String> controlling) {
        var offers = offers(field);
        return entries.stream()
                .map(entry -> new PicklistEntry(
                        entry.value(),
                        entry.label(),
                        entry.active(),
                        entry.isDefault(),
                        Optional.of(bits(offers.getOrDefault(entry.value(), Set.of()), controlling))))
                .toList();
    }

    private static Map<String, Set<String>> offers(FieldSource field) {
        var offers = new HashMap<String, Set<String>>();
        field.element()
                .child("valueSet")
                .ifPresent(set -> set.children("valueSettings")
                        .forEach(setting -> add(offers, setting, "valueName", "controllingFieldValue")));
        field.element()
                .child("picklist")
                .ifPresent(set -> set.children("picklistValues")
                        .forEach(value -> add(offers, value, "fullName", "controllingFieldValues")));
        return offers;
    }

    private static void add(
            Map<String, Set<String>> offers, MetadataElement element, String value, String controllingValue) {
        var controlling = offers.computeIfAbsent(element.text(value).orElse(""), _ -> new HashSet<>());
        element.children(controllingValue)
                .forEach(child -> controlling.add(child.text().strip()));
    }

    private static String bits(Set<String> offeredFor, List<String> controlling) {
        var bytes = new byte[(controlling.size() + Byte.SIZE - 1) / Byte.SIZE];
        for (var index = 0; index < controlling.size(); index++) {
            if (offeredFor.contains(controlling.get(index))) {
                bytes[index / Byte.SIZE] |= (byte) (1 << (Byte.SIZE - 1 - index % Byte.SIZE));
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
