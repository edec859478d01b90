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
    PROSPECTING("Prospecting", 10, "Pipeline", Result.OPEN),
    QUALIFICATION("Qualification", 10, "Pipeline", Result.OPEN),
    NEEDS_ANALYSIS("Needs Analysis", 20, "Pipeline", Result.OPEN),
    VALUE_PROPOSITION("Value Proposition", 50, "Pipeline", Result.OPEN),
    DECISION_MAKERS("Id. Decision Makers", 60, "Pipeline", Result.OPEN),
    PERCEPTION_ANALYSIS("Perception Analysis", 70, "BestCase", Result.OPEN),
    QUOTE("Proposal/Price Quote", 75, "BestCase", Result.OPEN),
    NEGOTIATION("Negotiation/Review", 90, "Forecast", Result.OPEN),
    WON("Closed Won", 100, "Closed", Result.WON),
    LOST("Closed Lost", 0, "Omitted", Result.LOST);

    private enum Result {
        OPEN,
        WON,
        LOST
    }

    private static final int MONTHS_OF_A_QUARTER = 3;
    private static final int CENTS = 2;

    private final String text;
    private final int probability;
    private final String category;
    private final Result result;

    OpportunityStage(String text, int probability, String category, Result result) {
        this.text = text;
        this.probability = probability;
        this.category = category;
        this.result = result;
    }

    static String[] names() {
        return Arrays.stream(values()).map(stage -> stage.text).toArray(String[]::new);
    }

    static String[] categories() {
        return Arrays.stream(values()).map(stage -> stage.category).distinct().toArray(String[]::new);
    }

    @Assumed(
            reason = "A new stage brings its probability unless one is given; a stage that the org doesn't know counts"
                    + " as open; the fiscal year is the calendar's")
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
        draft.set(
                "ForecastCategory",
                new Value.Text(stage.map(known -> known.category).orElse("Pipeline")));
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
