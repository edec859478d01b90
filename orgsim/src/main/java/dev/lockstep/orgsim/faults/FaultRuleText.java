package dev.lockstep.orgsim.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Rules as people write them: the same keys on the command line and in JSON.
///
/// On the command line the fault comes first: `answer-lost,api=soap,operation=create,object=Account,count=2`.
public final class FaultRuleText {
    private static final String FAULT = "fault";
    private static final String HOLD = "hold_ms";
    private static final String AFTER = "after_bytes";
    private static final String ANSWER_HELD = "answer-held";
    private static final String ANSWER_CUT = "answer-cut";
    private static final String EVENT_LATE = "event-late";
    private static final List<String> KEYS =
            List.of(FAULT, "api", "operation", "object", "count", "probability", "seed", HOLD, AFTER);

    private FaultRuleText() {}

    /// Reads a rule of the command line.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    public static FaultRule parse(String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? FAULT : part.substring(0, equals).strip();
            if (entries.put(key, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("\"%s\" stands twice in the fault \"%s\".".formatted(key, text));
            }
        }
        return parse(entries);
    }

    /// Reads a rule's entries.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    public static FaultRule parse(Map<String, String> entries) {
        entries.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(
                    "A fault has no \"%s\"; it may have %s.".formatted(key, String.join(", ", KEYS)));
        });
        var match = new RequestPattern(
                entry(entries, "api").map(Api::of), entry(entries, "operation"), entry(entries, "object"));
        return new FaultRule(fault(entries), match, occurrence(entries));
    }

    /// The entries that [#parse(Map)] reads back as the same rule.
    public static Map<String, String> entries(FaultRule rule) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FAULT, name(rule.fault()));
        rule.match().api().ifPresent(api -> entries.put("api", api.text()));
        rule.match().operation().ifPresent(operation -> entries.put("operation", operation));
        rule.match().object().ifPresent(object -> entries.put("object", object));
        if (rule.fault() instanceof Fault.AnswerHeld(Duration hold)) {
            entries.put(HOLD, Long.toString(hold.toMillis()));
        }
        if (rule.fault() instanceof Fault.EventLate(Duration hold)) {
            entries.put(HOLD, Long.toString(hold.toMillis()));
        }
        if (rule.fault() instanceof Fault.AnswerCut(OptionalLong afterBytes)) {
            afterBytes.ifPresent(bytes -> entries.put(AFTER, Long.toString(bytes)));
        }
        switch (rule.occurrence()) {
            case Occurrence.Next(int count) -> entries.put("count", Integer.toString(count));
            case Occurrence.Share(double probability, long seed) -> {
                entries.put("probability", Double.toString(probability));
                entries.put("seed", Long.toString(seed));
            }
        }
        return entries;
    }

    private static String name(Fault fault) {
        return switch (fault) {
            case Fault.AnswerLost _ -> "answer-lost";
            case Fault.CutBeforeWork _ -> "cut-before-work";
            case Fault.Unavailable _ -> "unavailable";
            case Fault.AnswerHeld _ -> ANSWER_HELD;
            case Fault.AnswerCut _ -> ANSWER_CUT;
            case Fault.JobFailed _ -> "job-failed";
            case Fault.ReplayRefused _ -> "replay-refused";
            case Fault.StreamSilent _ -> "stream-silent";
            case Fault.ClientForgotten _ -> "client-forgotten";
            case Fault.EventLimit _ -> "event-limit";
            case Fault.EventLost _ -> "event-lost";
            case Fault.EventDoubled _ -> "event-doubled";
            case Fault.EventLate _ -> EVENT_LATE;
            case Fault.EventGap _ -> "event-gap";
            case Fault.EventOverflow _ -> "event-overflow";
        };
    }

    private static Fault fault(Map<String, String> entries) {
        String name = entry(entries, FAULT)
                .orElseThrow(() -> new IllegalArgumentException("A rule needs a \"fault\" that says what goes wrong."));
        Optional<Long> hold = numberOf(entries, HOLD, List.of(ANSWER_HELD, EVENT_LATE), name);
        Optional<Long> after = numberOf(entries, AFTER, List.of(ANSWER_CUT), name);
        return switch (name) {
            case "answer-lost" -> new Fault.AnswerLost();
            case "cut-before-work" -> new Fault.CutBeforeWork();
            case "unavailable" -> new Fault.Unavailable();
            case ANSWER_HELD -> new Fault.AnswerHeld(required(hold, name));
            case ANSWER_CUT -> new Fault.AnswerCut(after.map(OptionalLong::of).orElseGet(OptionalLong::empty));
            case "job-failed" -> new Fault.JobFailed();
            case "replay-refused" -> new Fault.ReplayRefused();
            case "stream-silent" -> new Fault.StreamSilent();
            case "client-forgotten" -> new Fault.ClientForgotten();
            case "event-limit" -> new Fault.EventLimit();
            case "event-lost" -> new Fault.EventLost();
            case "event-doubled" -> new Fault.EventDoubled();
            case EVENT_LATE -> new Fault.EventLate(required(hold, name));
            case "event-gap" -> new Fault.EventGap();
            case "event-overflow" -> new Fault.EventOverflow();
            default ->
                throw new IllegalArgumentException(
                        "No fault is called \"%s\"; there are answer-lost, cut-before-work, unavailable, answer-held, answer-cut, job-failed, replay-refused, stream-silent, client-forgotten, event-limit, event-lost, event-doubled, event-late, event-gap, event-overflow."
                                .formatted(name));
        };
    }

    private static Duration required(Optional<Long> hold, String fault) {
        return Duration.ofMillis(
                hold.orElseThrow(() -> new IllegalArgumentException("%s needs \"%s\".".formatted(fault, HOLD))));
    }

    /// A number that only some kinds of fault have.
    private static Optional<Long> numberOf(Map<String, String> entries, String key, List<String> owners, String fault) {
        Optional<Long> number = number(entries, key, Long::valueOf);
        if (number.isPresent() && !owners.contains(fault)) {
            throw new IllegalArgumentException(
                    "\"%s\" goes with %s alone, not with %s.".formatted(key, String.join(" and ", owners), fault));
        }
        return number;
    }

    private static Occurrence occurrence(Map<String, String> entries) {
        Optional<Integer> count = number(entries, "count", Integer::valueOf);
        Optional<Double> probability = number(entries, "probability", Double::valueOf);
        Optional<Long> seed = number(entries, "seed", Long::valueOf);
        if (probability.isEmpty()) {
            if (seed.isPresent()) {
                throw new IllegalArgumentException("\"seed\" goes with \"probability\", which is missing.");
            }
            return new Occurrence.Next(count.orElse(1));
        }
        if (count.isPresent()) {
            throw new IllegalArgumentException("A rule has a \"count\" or a \"probability\", not both.");
        }
        return new Occurrence.Share(
                probability.get(),
                seed.orElseThrow(() -> new IllegalArgumentException(
                        "\"probability\" needs a \"seed\", so that the run can be repeated.")));
    }

    private static Optional<String> entry(Map<String, String> entries, String key) {
        return Optional.ofNullable(entries.get(key)).filter(value -> !value.isBlank());
    }

    private static <T> Optional<T> number(Map<String, String> entries, String key, Function<String, T> read) {
        return entry(entries, key).map(text -> {
            try {
                return read.apply(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"%s\" must be a number, not \"%s\".".formatted(key, text), e);
            }
        });
    }
}
