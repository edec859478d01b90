package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.OrgFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What features bring to all objects alike, and to the sample's records.
final class Features {
    private static final List<String> ADDRESSES =
            List.of("", "Billing", "Mailing", "Other", "PersonMailing", "PersonOther", "Shipping");

    /// What becomes of the sample's names when they are first chosen from the list. Germany has no states there.
    private static final Map<String, String> NAMES =
            Map.of("USA", "United States", "OR", "Oregon", "SP", "São Paulo", "東京都", "Tokyo", "Bayern", "");

    private Features() {}

    /// The objects with what the features bring to each, and those that they bring.
    static List<Blueprint> applied(Set<OrgFeature> features, List<Blueprint> blueprints) {
        var applied = new ArrayList<>(blueprints);
        if (features.contains(OrgFeature.STATE_AND_COUNTRY_PICKLIST)) {
            applied.replaceAll(AddressCodes::addedTo);
        }
        if (features.contains(OrgFeature.MULTI_CURRENCY)) {
            applied.replaceAll(Currencies::addedTo);
            applied.add(CurrencyTypeObject.blueprint());
        }
        return applied;
    }

    /// Puts the records that an org with the features can't be without.
    static void putRecords(Set<OrgFeature> features, NewOrg org, String creatorId) {
        if (features.contains(OrgFeature.MULTI_CURRENCY)) {
            CurrencyTypeObject.putAll(org, creatorId, StandardParts.BUILT);
        }
    }

    /// The sample's records as they are in an org with the features.
    static List<InputRecord> fitting(Set<OrgFeature> features, List<InputRecord> records) {
        return IntStream.range(0, records.size())
                .mapToObj(index -> fitting(features, records.get(index), index))
                .toList();
    }

    private static InputRecord fitting(Set<OrgFeature> features, InputRecord record, int index) {
        var fields = new LinkedHashMap<>(record.fields());
        if (features.contains(OrgFeature.STATE_AND_COUNTRY_PICKLIST)) {
            for (var prefix : ADDRESSES) {
                fields.computeIfPresent(prefix + "State", (_, name) -> NAMES.getOrDefault(name, name));
                fields.computeIfPresent(prefix + "Country", (_, name) -> NAMES.getOrDefault(name, name));
            }
        }
        if (features.contains(OrgFeature.MULTI_CURRENCY) && Currencies.isIn(record.object())) {
            switch (index % 7) {
                case 2, 5 -> fields.put("CurrencyIsoCode", "EUR");
                case 4 -> fields.put("CurrencyIsoCode", "JPY");
                default -> {}
            }
        }
        return new InputRecord(record.object(), record.id(), fields, record.fieldsToNull(), record.references());
    }
}
