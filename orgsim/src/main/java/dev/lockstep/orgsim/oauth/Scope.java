package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a client asked to be allowed. Only whether it may refresh its tokens makes a difference here.
public record Scope(List<String> words) {
    /// Of who asks for nothing in particular, or can't.
    static final Scope PLAIN = new Scope(List.of("id", "api"));

    private static final Scope OF_A_WEB_SERVER = new Scope(List.of("refresh_token", "id", "api"));

    private static final Set<String> REFRESHING = Set.of("refresh_token", "offline_access");

    @Assumed(reason = "What connected apps are mostly given; openid would demand an ID token, which isn't simulated.")
    private static final Set<String> KNOWN =
            Set.of("api", "email", "full", "id", "offline_access", "profile", "refresh_token", "web");

    public Scope {
        words = List.copyOf(words);
    }

    /// Reads words with blanks between.
    ///
    /// @throws OAuthRefusal when one of them isn't known
    static Scope ofWebServer(Optional<String> asked) {
        List<String> words = asked.map(text -> Arrays.stream(text.strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
        if (!KNOWN.containsAll(words)) {
            throw new OAuthRefusal("invalid_scope", "requested scope is invalid, unknown, or malformed");
        }
        return words.isEmpty() ? OF_A_WEB_SERVER : new Scope(words);
    }

    boolean allowsRefresh() {
        return words.stream().anyMatch(REFRESHING::contains);
    }

    String text() {
        return String.join(" ", words);
    }
}
