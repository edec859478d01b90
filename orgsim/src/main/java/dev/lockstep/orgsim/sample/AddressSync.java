package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.AddressRefusals;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Optional;

/// Brings the names of an address's state and country and their codes into step. Doing it twice changes nothing more.
@Documented(
        url =
                "https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.admin_state_country_picklists_field_syncing.htm")
final class AddressSync {
    private final Draft draft;
    private final Pair country;
    private final Pair state;

    /// The field with the name, which is the integration value, and the one with the code.
    private record Pair(String name, String code) {}

    /// What one of the two is to be.
    private sealed interface Choice {
        enum Nothing implements Choice {
            NOTHING
        }

        record Of(Region region) implements Choice {}

        record Refused(SaveError error) implements Choice {}
    }

    /// @param prefix of the address's fields, such as `Billing`
    private AddressSync(Draft draft, String prefix) {
        this.draft = draft;
        this.country = new Pair(prefix + "Country", prefix + "CountryCode");
        this.state = new Pair(prefix + "State", prefix + "StateCode");
    }

    /// Leaves an address that will be refused as it is.
    static void derive(Draft draft, String prefix) {
        new AddressSync(draft, prefix).derive();
    }

    /// Why the address is refused; empty where it isn't.
    static Optional<SaveError> error(Draft draft, String prefix) {
        var sync = new AddressSync(draft, prefix);
        var country = sync.chosenCountry();
        return refusal(country).or(() -> refusal(sync.chosenState(country)));
    }

    private static Optional<SaveError> refusal(Choice choice) {
        return choice instanceof Choice.Refused(var error) ? Optional.of(error) : Optional.empty();
    }

    private void derive() {
        var chosenCountry = chosenCountry();
        var chosenState = chosenState(chosenCountry);
        if (refusal(chosenCountry).or(() -> refusal(chosenState)).isEmpty()) {
            set(country, chosenCountry);
            set(state, chosenState);
        }
    }

    private void set(Pair pair, Choice choice) {
        var region = choice instanceof Choice.Of(var chosen) ? Optional.of(chosen) : Optional.<Region>empty();
        draft.set(pair.name(), region.map(Region::name).map(Value::text).orElse(Value.Absent.ABSENT));
        draft.set(pair.code(), region.map(Region::code).map(Value::text).orElse(Value.Absent.ABSENT));
    }

    private Choice chosenCountry() {
        return choose(
                country,
                Countries.ALL,
                AddressRefusals.unknownCountry(field(country.name())),
                AddressRefusals.unknownCountry(field(country.code())));
    }

    private Choice chosenState(Choice chosenCountry) {
        return switch (chosenCountry) {
            case Choice.Refused _ -> Choice.Nothing.NOTHING;
            case Choice.Nothing _ -> withoutCountry();
            case Choice.Of(var region) ->
                choose(
                        state,
                        region.states(),
                        AddressRefusals.unknownState(field(state.name())),
                        AddressRefusals.stateElsewhere(field(state.code())));
        };
    }

    @Assumed(reason = "A country that is emptied by its name takes the state along, as one that is emptied by its code")
    private Choice withoutCountry() {
        for (var name : List.of(state.code(), state.name())) {
            if (isSaid(name) && !text(name).isEmpty()) {
                return new Choice.Refused(AddressRefusals.stateWithoutCountry(field(name)));
            }
        }
        return Choice.Nothing.NOTHING;
    }

    @Assumed(
            reason = "Names are compared exactly, and a code isn't taken for a name; a field that is sent as it stands"
                    + " counts as updated, and one that is emptied doesn't match a code")
    private Choice choose(Pair pair, List<Region> regions, SaveError unknownName, SaveError unknownCode) {
        var name = text(pair.name());
        var code = text(pair.code());
        if (draft.isNew() ? !code.isEmpty() : isSaid(pair.code()) || !isSaid(pair.name())) {
            var chosen = choice(code, Region.byCode(regions, code), unknownCode);
            return !draft.isNew() && isSaid(pair.name()) && isOther(chosen, name)
                    ? new Choice.Refused(AddressRefusals.mismatch(field(pair.name())))
                    : chosen;
        }
        return choice(name, Region.byName(regions, name), unknownName);
    }

    private static Choice choice(String text, Optional<Region> region, SaveError unknown) {
        if (text.isEmpty()) {
            return Choice.Nothing.NOTHING;
        }
        return region.<Choice>map(Choice.Of::new).orElseGet(() -> new Choice.Refused(unknown));
    }

    private static boolean isOther(Choice chosen, String name) {
        return switch (chosen) {
            case Choice.Nothing _ -> !name.isEmpty();
            case Choice.Of(var region) -> !region.name().equals(name);
            case Choice.Refused _ -> false;
        };
    }

    private boolean isSaid(String field) {
        return draft.isGiven(field) || draft.isChanged(field);
    }

    private String text(String field) {
        return draft.value(field) instanceof Value.Text(var text) ? text : "";
    }

    private FieldDefinition field(String name) {
        return draft.object().field(name).orElseThrow();
    }
}
