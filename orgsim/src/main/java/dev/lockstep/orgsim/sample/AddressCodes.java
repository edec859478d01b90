package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.PicklistEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The codes of states and countries that addresses have where both are chosen from a list.
@Documented(url = "https://developer.salesforce.com/docs/platform/object-reference/guide/compound-fields-address.html")
final class AddressCodes {
    private static final String WHOLE = "Address";
    private static final String COUNTRY = "Country";
    private static final String STATE = "State";
    private static final String CODE = "Code";
    private static final int LENGTH = 10;

    private AddressCodes() {}

    /// The object with codes in each of its addresses; the same object where it has none.
    static Blueprint addedTo(Blueprint blueprint) {
        var prefixes = blueprint.definition().fields().stream()
                .filter(field -> field.type() == FieldKind.ADDRESS)
                .map(FieldDefinition::name)
                .map(AddressCodes::prefix)
                .toList();
        if (prefixes.isEmpty()) {
            return blueprint;
        }
        var fields = new ArrayList<FieldDefinition>();
        for (var field : blueprint.definition().fields()) {
            fields.add(field);
            prefixes.stream()
                    .filter(prefix -> field.name().equals(prefix + COUNTRY))
                    .forEach(prefix -> fields.addAll(codes(blueprint, prefix)));
        }
        return new Blueprint(
                blueprint.definition().having(blueprint.definition().flags(), fields),
                draft -> {
                    prefixes.forEach(prefix -> AddressSync.derive(draft, prefix));
                    blueprint.derivation().apply(draft);
                },
                blueprint.generated(),
                (draft, state) -> Stream.concat(
                                prefixes.stream().flatMap(prefix -> AddressSync.error(draft, prefix).stream()),
                                blueprint.check().errors(draft, state).stream())
                        .toList());
    }

    private static String prefix(String address) {
        return address.substring(0, address.length() - WHOLE.length());
    }

    @Assumed(
            reason = "Behind the country, ten characters long, labelled after the text field; the state's list depends"
                    + " on the country's and names a code once for each country that has it")
    private static List<FieldDefinition> codes(Blueprint blueprint, String prefix) {
        var controller = new FieldNotes(Optional.empty(), Optional.of(prefix + COUNTRY + CODE), Optional.empty());
        return List.of(
                code(blueprint, prefix, STATE, states())
                        .with(FieldFlag.DEPENDENT_PICKLIST)
                        .noted(controller)
                        .build(),
                code(blueprint, prefix, COUNTRY, countries()).build());
    }

    private static Field code(Blueprint blueprint, String prefix, String text, List<PicklistEntry> entries) {
        var label = blueprint.definition().field(prefix + text).orElseThrow().label();
        return Field.picklist(prefix + text + CODE, label + " " + CODE, LENGTH, entries)
                .restricted()
                .partOf(prefix + WHOLE);
    }

    private static List<PicklistEntry> countries() {
        return Countries.ALL.stream()
                .map(country -> Field.entry(country.code(), country.name()))
                .toList();
    }

    private static List<PicklistEntry> states() {
        var entries = new ArrayList<PicklistEntry>();
        for (var index = 0; index < Countries.ALL.size(); index++) {
            var validFor = Optional.of(bit(index));
            Countries.ALL
                    .get(index)
                    .states()
                    .forEach(
                            state -> entries.add(new PicklistEntry(state.code(), state.name(), true, false, validFor)));
        }
        return entries;
    }

    /// A row of bits, one for each country, of which one is set.
    private static String bit(int index) {
        var bytes = new byte[(Countries.ALL.size() + Byte.SIZE - 1) / Byte.SIZE];
        bytes[index / Byte.SIZE] = (byte) (1 << (Byte.SIZE - 1 - index % Byte.SIZE));
        return Base64.getEncoder().encodeToString(bytes);
    }
}
