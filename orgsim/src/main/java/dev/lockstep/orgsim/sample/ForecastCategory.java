package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How a deal counts in a forecast. The org keeps it twice: under a name that people may choose and under one of its
/// own
/// that follows.
enum ForecastCategory {
    OMITTED("Omitted", "Omitted"),
    PIPELINE("Pipeline", "Pipeline"),
    BEST_CASE("BestCase", "Best Case"),
    MOST_LIKELY("MostLikely", "Most Likely"),
    COMMIT("Forecast", "Commit"),
    CLOSED("Closed", "Closed");

    private static final String CHOSEN = "ForecastCategoryName";

    private final String value;
    private final String label;

    ForecastCategory(String value, String label) {
        this.value = value;
        this.label = label;
    }

    static List<PicklistEntry> entries() {
        return Arrays.stream(values())
                .map(category -> Field.entry(category.value, category.label))
                .toList();
    }

    /// Those that people may choose: the most likely is a choice in few orgs.
    static String[] names() {
        return Arrays.stream(values())
                .filter(category -> category != MOST_LIKELY)
                .map(category -> category.label)
                .toArray(String[]::new);
    }

    @Assumed(reason = "A new stage brings its category unless one is given; without any, a deal counts as pipeline")
    static void derive(Draft draft, Optional<ForecastCategory> ofStage) {
        var isGiven = draft.isGiven(CHOSEN) && !draft.value(CHOSEN).isAbsent();
        if (draft.value(CHOSEN).isAbsent() || (draft.isChanged("StageName") && !isGiven)) {
            draft.set(CHOSEN, new Value.Text(ofStage.orElse(PIPELINE).label));
        }
        draft.set("ForecastCategory", new Value.Text(chosen(draft.value(CHOSEN)).value));
    }

    private static ForecastCategory chosen(Value name) {
        return Arrays.stream(values())
                .filter(category -> name.equals(new Value.Text(category.label)))
                .findFirst()
                .orElse(PIPELINE);
    }
}
