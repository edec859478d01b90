package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/// How far a deal is, as a new org has the stages, and what follows from it.
enum OpportunityStage {
    PROSPECTING("Prospecting", 10, ForecastCategory.PIPELINE, Result.OPEN),
    QUALIFICATION("Qualification", 10, ForecastCategory.PIPELINE, Result.OPEN),
    NEEDS_ANALYSIS("Needs Analysis", 20, ForecastCategory.PIPELINE, Result.OPEN),
    VALUE_PROPOSITION("Value Proposition", 50, ForecastCategory.PIPELINE, Result.OPEN),
    DECISION_MAKERS("Id. Decision Makers", 60, ForecastCategory.PIPELINE, Result.OPEN),
    PERCEPTION_ANALYSIS("Perception Analysis", 70, ForecastCategory.BEST_CASE, Result.OPEN),
    QUOTE("Proposal/Price Quote", 75, ForecastCategory.BEST_CASE, Result.OPEN),
    NEGOTIATION("Negotiation/Review", 90, ForecastCategory.COMMIT, Result.OPEN),
    WON("Closed Won", 100, ForecastCategory.CLOSED, Result.WON),
    LOST("Closed Lost", 0, ForecastCategory.OMITTED, Result.LOST);

    private enum Result {
        OPEN,
        WON,
        LOST
    }

    private static final int MONTHS_OF_A_QUARTER = 3;
    private static final int CENTS = 2;

    private final String text;
    private final int probability;
    private final ForecastCategory category;
    private final Result result;

    OpportunityStage(String text, int probability, ForecastCategory category, Result result) {
        this.text = text;
        this.probability = probability;
        this.category = category;
        this.result = result;
    }

    static String[] names() {
        return Arrays.stream(values()).map(stage -> stage.text).toArray(String[]::new);
    }

    @Assumed(
            reason = "A new stage brings its probability unless one is given; a stage that the org doesn't know counts"
                    + " as open; a deal that never left its first stage tells no change of it; the fiscal year is the"
                    + " calendar's")
    static void derive(Draft draft) {
        var stage = of(draft.value("StageName"));
        if (draft.isChanged("StageName") && !draft.isGiven("Probability")) {
            stage.ifPresent(
                    known -> draft.set("Probability", new Value.Decimal(BigDecimal.valueOf(known.probability))));
        }
        draft.set(
                "IsClosed",
                new Value.Flag(
                        stage.filter(known -> known.result != Result.OPEN).isPresent()));
        draft.set(
                "IsWon",
                new Value.Flag(stage.filter(known -> known.result == Result.WON).isPresent()));
        ForecastCategory.derive(draft, stage.map(known -> known.category));
        if (!draft.isNew() && draft.isChanged("StageName")) {
            draft.set("LastStageChangeDate", new Value.Moment(draft.stamp()));
        }
        draft.set("ExpectedRevenue", expectedRevenue(draft));
        deriveFiscal(draft);
    }

    private static Optional<OpportunityStage> of(Value value) {
        return Arrays.stream(values())
                .filter(stage -> value.equals(new Value.Text(stage.text)))
                .findFirst();
    }

    private static Value expectedRevenue(Draft draft) {
        return draft.value("Amount") instanceof Value.Decimal(var amount)
                        && draft.value("Probability") instanceof Value.Decimal(var percent)
                ? new Value.Decimal(amount.multiply(percent).movePointLeft(2).setScale(CENTS, RoundingMode.HALF_UP))
                : Value.Absent.ABSENT;
    }

    private static void deriveFiscal(Draft draft) {
        if (draft.value("CloseDate") instanceof Value.Day(var date)) {
            var quarter = (date.getMonthValue() - 1) / MONTHS_OF_A_QUARTER + 1;
            draft.set("FiscalYear", new Value.Whole(date.getYear()));
            draft.set("FiscalQuarter", new Value.Whole(quarter));
            draft.set("Fiscal", new Value.Text(date.getYear() + " " + quarter));
        }
    }
}
