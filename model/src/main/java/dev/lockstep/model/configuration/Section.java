package dev.lockstep.model.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One mapping of the document while it is read: hands out typed values, and notes each problem with its
/// place instead of stopping at the first. A value with a problem is handed out as its fallback; the caller
/// looks at the problems before it uses anything.
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final String place;
    private final Map<?, ?> entries;
    private final List<String> problems;
    private final Set<String> known = new HashSet<>();

    private Section(String place, Map<?, ?> entries, List<String> problems) {
        this.place = place;
        this.entries = entries;
        this.problems = problems;
    }

    static Section of(String place, @Nullable Object value, List<String> problems) {
        if (value instanceof Map<?, ?> map) {
            return new Section(place, map, problems);
        }
        problems.add((place.isEmpty() ? "document" : place) + ": a block of keys is expected here");
        return new Section(place, Map.of(), new ArrayList<>());
    }

    Section section(String key) {
        return of(at(key), value(key), problems);
    }

    /// The block below the key, or an empty one where the key is absent.
    Section optionalSection(String key) {
        return has(key) ? section(key) : new Section(at(key), Map.of(), problems);
    }

    List<Section> sections(String key) {
        var list = list(key);
        var sections = new ArrayList<Section>();
        for (int i = 0; i < list.size(); i++) {
            sections.add(of(at(key) + "[" + i + "]", list.get(i), problems));
        }
        return sections;
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    String text(String key, String fallback) {
        return optionalText(key).orElseGet(() -> {
            problem(key, "is missing");
            return fallback;
        });
    }

    Optional<String> optionalText(String key) {
        return switch (value(key)) {
            case null -> Optional.empty();
            case Map<?, ?> block -> wrong(key, "must be one value");
            case List<?> list -> wrong(key, "must be one value");
            case Object scalar -> Optional.of(scalar.toString());
        };
    }

    /// A value that a function makes of the text. What the function refuses with [IllegalArgumentException]
    /// is a problem of this key.
    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return optionalText(key).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException refused) {
                return wrong(key, String.valueOf(refused.getMessage()));
            }
        });
    }

    <E extends Enum<E>> E oneOf(String key, Class<E> type, E fallback) {
        return this.<E>parsed(
                        key,
                        text -> Stream.of(type.getEnumConstants())
                                .filter(constant -> constant.name().equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of "
                                        + List.of(type.getEnumConstants())
                                                .toString()
                                                .toLowerCase(Locale.ROOT))))
                .orElse(fallback);
    }

    int number(String key, int least, int most, int fallback) {
        return this.<Integer>parsed(key, text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is not a whole number from " + least + " to " + most);
                    }
                    return Integer.valueOf(text);
                })
                .orElse(fallback);
    }

    Duration duration(String key, Duration fallback) {
        return parsed(key, Section::toDuration).orElse(fallback);
    }

    /// Empty for `forever`, and for a duration of nothing.
    Optional<Duration> durationOrForever(String key, Optional<Duration> fallback) {
        return parsed(key, Section::toDurationOrForever).orElse(fallback);
    }

    /// Notes each key that nobody asked for. To be called after all known keys were read.
    void refuseUnknownKeys() {
        for (var key : entries.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                problem(
                        String.valueOf(key),
                        "is not known here; known are "
                                + known.stream().sorted().toList());
            }
        }
    }

    void problem(String key, String what) {
        problems.add(at(key) + ": " + what);
    }

    boolean has(String key) {
        return value(key) != null;
    }

    private List<?> list(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case List<?> list -> list;
            case Object other -> {
                problem(key, "must be a list");
                yield List.of();
            }
        };
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return entries.get(key);
    }

    private <T> Optional<T> wrong(String key, String what) {
        problem(key, what);
        return Optional.empty();
    }

    private String at(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private static Optional<Duration> toDurationOrForever(String text) {
        if (text.equals("forever") || text.equals("0")) {
            return Optional.empty();
        }
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is neither a duration such as 12h or 31d nor forever");
        }
        return Optional.of(toDuration(text)).filter(Duration::isPositive);
    }

    private static Duration toDuration(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a duration such as 500ms, 30s, 5m, 2h or 1d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
