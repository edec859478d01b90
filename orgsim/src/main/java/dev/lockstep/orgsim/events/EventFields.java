package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which fields of an object its change events have, and where they stand in them.
public record EventFields(List<Slot> slots) {
    /// What an event doesn't tell, besides formulas: it doesn't belong to the record itself, or stands in the header.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_message_structure.htm")
    @Assumed(reason = "That somebody looked at a record is no change of it, so the dates of that are left out, too")
    private static final Set<String> NEVER_TOLD = Set.of(
            "Id",
            "IsDeleted",
            "SystemModstamp",
            "LastActivityDate",
            "LastViewedDate",
            "LastReferencedDate",
            "PhotoUrl");

    /// A field of the event.
    public sealed interface Slot {
        String name();

        record Plain(FieldDefinition field) implements Slot {
            @Override
            public String name() {
                return field.name();
            }
        }

        /// A name, an address or a place, whose parts are fields of the object.
        record Compound(String name, List<Part> parts) implements Slot {
            public Compound {
                parts = List.copyOf(parts);
            }
        }

        /// A name that is one text, or a person's in parts.
        ///
        /// @param field the text
        record Switchable(FieldDefinition field, List<Part> parts) implements Slot {
            public Switchable {
                parts = List.copyOf(parts);
            }

            @Override
            public String name() {
                return field.name();
            }
        }
    }

    /// A part of a compound field.
    ///
    /// @param name as the event calls it: without the name of the whole
    public record Part(String name, FieldDefinition field) {}

    /// A field of the object and its place in the event.
    ///
    /// @param path such as `Industry` or `BillingAddress.City`
    public record Leaf(String path, FieldDefinition field) {}

    public EventFields {
        slots = List.copyOf(slots);
    }

    public static EventFields of(ObjectDefinition object) {
        List<Slot> slots = new ArrayList<>();
        for (FieldDefinition field : object.fields()) {
            if (!NEVER_TOLD.contains(field.name()) && field.formula().isEmpty() && !isPart(field)) {
                List<Part> parts = parts(object, field);
                slots.add(slot(field, parts));
            }
        }
        return new EventFields(slots);
    }

    private static Slot slot(FieldDefinition field, List<Part> parts) {
        if (parts.isEmpty()) {
            return new Slot.Plain(field);
        }
        return isSwitchable(field) ? new Slot.Switchable(field, parts) : new Slot.Compound(field.name(), parts);
    }

    /// Whether the field is a text in some records, and made of parts in others.
    static boolean isSwitchable(FieldDefinition field) {
        return field.compoundFieldName().equals(Optional.of(field.name()));
    }

    /// In the order of the slots, those of a compound one after the other.
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        for (Slot slot : slots) {
            switch (slot) {
                case Slot.Plain(FieldDefinition field) -> leaves.add(new Leaf(field.name(), field));
                case Slot.Compound(String name, List<Part> parts) ->
                    parts.forEach(part -> leaves.add(leaf(name, part)));
                case Slot.Switchable(FieldDefinition field, List<Part> parts) -> {
                    leaves.add(new Leaf(field.name(), field));
                    parts.forEach(part -> leaves.add(leaf(field.name(), part)));
                }
            }
        }
        return leaves;
    }

    private static Leaf leaf(String whole, Part part) {
        return new Leaf(whole + "." + part.name(), part.field());
    }

    /// The names of some objects are parts of themselves.
    private static boolean isPart(FieldDefinition field) {
        return field.compoundFieldName().isPresent()
                && !field.compoundFieldName().get().equals(field.name());
    }

    private static List<Part> parts(ObjectDefinition object, FieldDefinition whole) {
        return object.fields().stream()
                .filter(EventFields::isPart)
                .filter(field -> field.compoundFieldName().equals(Optional.of(whole.name())))
                .map(field -> new Part(partName(whole, field), field))
                .toList();
    }

    /// `BillingCity` is the `City` of the address, `Place__Latitude__s` the `Latitude` of the place; a person's names
    /// keep theirs.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_subscribe_compound_fields.htm")
    private static String partName(FieldDefinition whole, FieldDefinition part) {
        String name = part.name();
        return switch (whole.type()) {
            case FieldKind.ADDRESS -> name.substring(whole.name().length() - "Address".length());
            case FieldKind.LOCATION -> name.substring(whole.name().length() - 1, name.length() - "__s".length());
            default -> name;
        };
    }
}
