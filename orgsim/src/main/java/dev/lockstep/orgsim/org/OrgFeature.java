package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something that an org has or hasn't, and that changes its objects. Named as definitions of scratch orgs name it.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_scratch_orgs_def_file_config_values.htm")
public enum OrgFeature {
    /// Accounts that are people.
    PERSON_ACCOUNTS("PersonAccounts"),
    /// Amounts in several currencies.
    MULTI_CURRENCY("MultiCurrency"),
    /// States and countries are chosen from a list, and have codes.
    STATE_AND_COUNTRY_PICKLIST("StateAndCountryPicklist");

    private final String text;

    OrgFeature(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// Reads names with commas between them, without regard to case.
    ///
    /// @throws IllegalArgumentException when one of them is unknown
    public static Set<OrgFeature> parse(String names) {
        return Stream.of(names.split(",", -1))
                .map(String::strip)
                .map(OrgFeature::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OrgFeature of(String name) {
        return Arrays.stream(values())
                .filter(feature -> feature.text.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no feature '%s': the simulated org has %s.".formatted(name, told(Set.of(values())))));
    }

    /// Their names, always in the same order.
    static String told(Set<OrgFeature> features) {
        var sorted = new TreeSet<OrgFeature>(Comparator.naturalOrder());
        sorted.addAll(features);
        return sorted.stream().map(OrgFeature::text).collect(Collectors.joining(", "));
    }
}
