package dev.lockstep.orgsim.faults;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rules as people write them: the same keys on the command line and in JSON.
///
/// On the command line the fault comes first: `answer-lost,api=soap,operation=create,object=Account,count=2`.
public final class FaultRuleText {
    private static final String FAULT = "fault";
    private static final String HOLD = "hold_ms";
    private static final String AFTER = "after_bytes";
    private static final String COMMIT = "commit_s";
    private static final List<String> KEYS =
            List.of(FAULT, "api", "operation", "object", "count", "probability", "seed", HOLD, AFTER, COMMIT);

    /// The faults that have no other number than how often they strike, by their names.
    private static final Map<String, Fault> PLAIN = plain();

    /// Which faults have which number.
    private static final Map<String, Set<String>> OWNERS = Map.of(
            HOLD, Set.of("answer-held", "work-delayed", "never-answered", "event-late"),
            AFTER, Set.of("answer-cut"),
            COMMIT, Set.of("commit-late", "commit-after-cut"));

    private FaultRuleText() {}

    /// All faults by their names in rules, each with the keys that a rule for it may have beside those of every rule.
    public static Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new TreeMap<>();
        PLAIN.keySet().forEach(name -> faults.put(name, List.of()));
        OWNERS.forEach((key, owners) -> owners.forEach(name -> faults.put(name, List.of(key))));
        return Collections.unmodifiableMap(faults);
    }

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
        entries.putAll(numbers(rule.fault()));
        switch (rule.occurrence()) {
            case Occurrence.Next(int count) -> entries.put("count", Integer.toString(count));
            case Occurrence.Share(double probability, long seed) -> {
                entries.put("probability", Double.toString(probability));
                entries.put("seed", Long.toString(seed));
            }
        }
        return entries;
    }

    private static Map<String, Fault> plain() {
        Map<String, Fault> plain = new LinkedHashMap<>();
        plain.put("answer-lost", new Fault.AnswerLost());
        plain.put("cut-before-work", new Fault.CutBeforeWork());
        plain.put("unavailable", new Fault.Unavailable());
        plain.put("job-failed", new Fault.JobFailed());
        plain.put("job-hung", new Fault.JobHung());
        plain.put("rows-locked", new Fault.RowsLocked());
        plain.put("session-ended", new Fault.SessionEnded());
        plain.put("maintenance-page", new Fault.MaintenancePage());
        plain.put("replay-refused", new Fault.ReplayRefused());
        plain.put("stream-silent", new Fault.StreamSilent());
        plain.put("client-forgotten", new Fault.ClientForgotten());
        plain.put("event-limit", new Fault.EventLimit());
        plain.put("event-lost", new Fault.EventLost());
        plain.put("event-doubled", new Fault.EventDoubled());
        plain.put("event-gap", new Fault.EventGap());
        plain.put("event-overflow", new Fault.EventOverflow());
        for (RequestRefusal refusal : RequestRefusal.values()) {
            plain.put(refusal.fault(), new Fault.Refused(refusal));
        }
        return plain;
    }

    private static Map<String, String> numbers(Fault fault) {
        return switch (fault) {
            case Fault.AnswerHeld(Duration hold) -> Map.of(HOLD, Long.toString(hold.toMillis()));
            case Fault.WorkDelayed(Duration delay) -> Map.of(HOLD, Long.toString(delay.toMillis()));
            case Fault.NeverAnswered(Duration hold) -> Map.of(HOLD, Long.toString(hold.toMillis()));
            case Fault.EventLate(Duration hold) -> Map.of(HOLD, Long.toString(hold.toMillis()));
            case Fault.CommitLate(Duration delay) -> Map.of(COMMIT, Long.toString(delay.toSeconds()));
            case Fault.CommitAfterCut(Duration delay) -> Map.of(COMMIT, Long.toString(delay.toSeconds()));
            case Fault.AnswerCut(OptionalLong afterBytes) ->
                afterBytes.isPresent() ? Map.of(AFTER, Long.toString(afterBytes.getAsLong())) : Map.of();
            case Fault.AnswerLost _,
                    Fault.CutBeforeWork _,
                    Fault.Unavailable _,
                    Fault.JobFailed _,
                    Fault.JobHung _,
                    Fault.RowsLocked _,
                    Fault.SessionEnded _,
                    Fault.MaintenancePage _,
                    Fault.Refused _,
                    Fault.ReplayRefused _,
                    Fault.StreamSilent _,
                    Fault.ClientForgotten _,
                    Fault.EventLimit _,
                    Fault.EventLost _,
                    Fault.EventDoubled _,
                    Fault.EventGap _,
                    Fault.EventOverflow _ -> Map.of();
        };
    }

    /// The fault's name in rules.
    public static String name(Fault fault) {
        return switch (fault) {
            case Fault.AnswerLost _ -> "answer-lost";
            case Fault.CutBeforeWork _ -> "cut-before-work";
            case Fault.Unavailable _ -> "unavailable";
            case Fault.AnswerHeld _ -> "answer-held";
            case Fault.AnswerCut _ -> "answer-cut";
            case Fault.JobFailed _ -> "job-failed";
            case Fault.WorkDelayed _ -> "work-delayed";
            case Fault.NeverAnswered _ -> "never-answered";
            case Fault.CommitLate _ -> "commit-late";
            case Fault.CommitAfterCut _ -> "commit-after-cut";
            case Fault.RowsLocked _ -> "rows-locked";
            case Fault.SessionEnded _ -> "session-ended";
            case Fault.MaintenancePage _ -> "maintenance-page";
            case Fault.Refused(RequestRefusal refusal) -> refusal.fault();
            case Fault.JobHung _ -> "job-hung";
            case Fault.ReplayRefused _ -> "replay-refused";
            case Fault.StreamSilent _ -> "stream-silent";
            case Fault.ClientForgotten _ -> "client-forgotten";
            case Fault.EventLimit _ -> "event-limit";
            case Fault.EventLost _ -> "event-lost";
            case Fault.EventDoubled _ -> "event-doubled";
            case Fault.EventLate _ -> "event-late";
            case Fault.EventGap _ -> "event-gap";
            case Fault.EventOverflow _ -> "event-overflow";
        };
    }

    private static Fault fault(Map<String, String> entries) {
        String name = entry(entries, FAULT)
                .orElseThrow(() -> new IllegalArgumentException("A rule needs a \"fault\" that says what goes wrong."));
        OWNERS.forEach((key, owners) -> refuseForeign(entries, key, owners, name));
        return switch (name) {
            case "answer-held" -> new Fault.AnswerHeld(Duration.ofMillis(needed(entries, HOLD, name)));
            case "work-delayed" -> new Fault.WorkDelayed(Duration.ofMillis(needed(entries, HOLD, name)));
            case "never-answered" -> new Fault.NeverAnswered(Duration.ofMillis(needed(entries, HOLD, name)));
            case "event-late" -> new Fault.EventLate(Duration.ofMillis(needed(entries, HOLD, name)));
            case "commit-late" -> new Fault.CommitLate(Duration.ofSeconds(needed(entries, COMMIT, name)));
            case "commit-after-cut" -> new Fault.CommitAfterCut(Duration.ofSeconds(needed(entries, COMMIT, name)));
            case "answer-cut" ->
                new Fault.AnswerCut(number(entries, AFTER, Long::valueOf)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty));
            default ->
                Optional.ofNullable(PLAIN.get(name))
                        .orElseThrow(() -> new IllegalArgumentException("No fault is called \"%s\"; there are %s."
                                .formatted(name, String.join(", ", faults().keySet()))));
        };
    }

    private static long needed(Map<String, String> entries, String key, String fault) {
        return number(entries, key, Long::valueOf)
                .orElseThrow(() -> new IllegalArgumentException("%s needs \"%s\".".formatted(fault, key)));
    }

    /// A number that only some faults have.
    private static void refuseForeign(Map<String, String> entries, String key, Set<String> owners, String fault) {
        if (entry(entries, key).isPresent() && !owners.contains(fault)) {
            throw new IllegalArgumentException("\"%s\" goes with %s alone, not with %s."
                    .formatted(key, owners.stream().sorted().collect(Collectors.joining(", ")), fault));
        }
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
