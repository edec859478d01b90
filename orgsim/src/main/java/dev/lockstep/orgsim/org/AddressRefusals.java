package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Optional;

/// How an address is refused in an org where states and countries are chosen from a list.
@Documented(
        url =
                "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.admin_state_country_picklists_field_syncing.htm")
@Assumed(reason = "That such values are refused is documented; the code and the texts are those of public reports")
public final class AddressRefusals {
    private static final String CODE = "FIELD_INTEGRITY_EXCEPTION";

    private AddressRefusals() {}

    public static SaveError unknownCountry(FieldDefinition field) {
        return refused(
                field,
                "There's a problem with this country, even though it may appear correct. Please select a"
                        + " country/territory from the list of valid countries.");
    }

    public static SaveError unknownState(FieldDefinition field) {
        return refused(
                field,
                "There's a problem with this state, even though it may appear correct. Please select a state from the"
                        + " list of valid states.");
    }

    /// A code that its list doesn't have; empty where the field holds no code of an address.
    @Assumed(reason = "An unknown code is refused as an unknown name is: the status was seen, in another wording")
    static Optional<SaveError> unknownCode(FieldDefinition field) {
        if (field.compoundFieldName().isEmpty()) {
            return Optional.empty();
        }
        if (field.name().endsWith("CountryCode")) {
            return Optional.of(unknownCountry(field));
        }
        return field.name().endsWith("StateCode") ? Optional.of(unknownState(field)) : Optional.empty();
    }

    public static SaveError stateWithoutCountry(FieldDefinition field) {
        return refused(field, "A country/territory must be specified before specifying a state value for field");
    }

    public static SaveError stateElsewhere(FieldDefinition field) {
        return refused(field, "The existing country/territory doesn't recognize the state value for field");
    }

    public static SaveError mismatch(FieldDefinition name) {
        return refused(name, "Mismatched integration value and ISO code for field");
    }

    private static SaveError refused(FieldDefinition field, String text) {
        return new SaveError(CODE, text + ": " + field.label(), field.name());
    }
}
