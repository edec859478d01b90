package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SilentChange;
import dev.lockstep.orgsim.org.SilentChanges;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Silent changes as JSON: each with whether it moves a stamp, such as `{"cleared_lookup": true}`.
final class SilentChangesText {
    private SilentChangesText() {}

    /// Those that are to move stamps; the ones that aren't named don't.
    ///
    /// @throws IllegalArgumentException for what is none
    static Set<SilentChange> read(Map<String, String> entries) {
        Set<SilentChange> moving = EnumSet.noneOf(SilentChange.class);
        entries.forEach((name, text) -> {
            SilentChange change = named(name);
            switch (text) {
                case "true" -> moving.add(change);
                case "false" -> moving.remove(change);
                default -> throw new IllegalArgumentException("\"%s\" is true or false.".formatted(name));
            }
        });
        return moving;
    }

    static Answer answer(SilentChanges changes) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            for (SilentChange change : SilentChange.values()) {
                json.writeBooleanProperty(name(change), changes.moving().contains(change));
            }
            json.writeEndObject();
        });
    }

    private static SilentChange named(String name) {
        for (SilentChange change : SilentChange.values()) {
            if (name(change).equals(name)) {
                return change;
            }
        }
        throw new IllegalArgumentException("There is no silent change \"%s\"; there are %s."
                .formatted(
                        name,
                        Arrays.stream(SilentChange.values())
                                .map(SilentChangesText::name)
                                .collect(Collectors.joining(", "))));
    }

    private static String name(SilentChange change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
