package dev.lockstep.orgsim.org;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A kind of an object's records, which may have picklist values of its own.
///
/// @param number tells its Id; 0 as long as it has none
/// @param label describe's `name`
/// @param choices by the picklist's name in small letters; a picklist that isn't among them offers all that it has
public record RecordTypeDefinition(
        long number,
        String developerName,
        String label,
        Optional<String> description,
        Set<Trait> traits,
        Map<String, Choices> choices) {
    static final String KEY_PREFIX = "012";

    public RecordTypeDefinition {
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(traits));
        choices = Map.copyOf(choices);
    }

    /// What may be so of it or not.
    public enum Trait {
        /// Records may be given it.
        ACTIVE,
        /// The org's users may give it to records.
        AVAILABLE,
        /// New records have it if nothing else is said.
        DEFAULT,
        /// Accounts that have it are people.
        OF_PERSONS
    }

    /// What a picklist offers to its records.
    ///
    /// @param byDefault what a new one gets
    public record Choices(Set<String> values, Optional<String> byDefault) {
        public Choices {
            values = Set.copyOf(values);
        }
    }

    /// One that users may choose, and that offers all values of all picklists.
    public static RecordTypeDefinition named(String developerName, String label) {
        return new RecordTypeDefinition(
                0, developerName, label, Optional.empty(), Set.of(Trait.ACTIVE, Trait.AVAILABLE), Map.of());
    }

    public RecordTypeDefinition byDefault() {
        return with(Trait.DEFAULT);
    }

    public RecordTypeDefinition ofPersons() {
        return with(Trait.OF_PERSONS);
    }

    private RecordTypeDefinition with(Trait one) {
        var more = EnumSet.of(one);
        more.addAll(traits);
        return with(more);
    }

    /// One that stays with the records that have it, and that no other one gets.
    public RecordTypeDefinition inactive() {
        return with(Set.of());
    }

    private RecordTypeDefinition with(Set<Trait> others) {
        return new RecordTypeDefinition(number, developerName, label, description, others, choices);
    }

    public RecordTypeDefinition offering(String picklist, Choices what) {
        var more = new TreeMap<>(choices);
        more.put(lower(picklist), what);
        return new RecordTypeDefinition(number, developerName, label, description, traits, more);
    }

    RecordTypeDefinition numbered(long as) {
        return new RecordTypeDefinition(as, developerName, label, description, traits, choices);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// Whether a record may be given it.
    boolean isOpen() {
        return is(Trait.ACTIVE) && is(Trait.AVAILABLE);
    }

    /// Of 18 characters.
    public String id() {
        return RecordNumbers.id(KEY_PREFIX, number).text18();
    }

    Optional<Choices> choices(FieldDefinition picklist) {
        return Optional.ofNullable(choices.get(lower(picklist.name())));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
