package dev.lockstep.orgsim.org;

import java.util.Arrays;
import java.util.Locale;

/// Files that an org began with.
///
/// @param digest of everything that was read of them
public record MadeOf(What what, String digest) {
    private static final int DIGITS_TOLD = 12;

    /// What kind of files they are.
    public enum What {
        PROJECT,
        DESCRIPTIONS,
        RECORDS
    }

    /// As the journal keeps it: `descriptions 0a1b…`. A digest alone is a project's.
    String text() {
        return told() + " " + digest;
    }

    static MadeOf of(String text) {
        var blank = text.indexOf(' ');
        if (blank < 0) {
            return new MadeOf(What.PROJECT, text);
        }
        return Arrays.stream(What.values())
                .map(what -> new MadeOf(what, text.substring(blank + 1)))
                .filter(files -> files.text().equals(text))
                .findFirst()
                .orElseThrow(() -> CommitText.unreadable("files of a kind " + text.substring(0, blank)));
    }

    private String told() {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /// As people are told it.
    @Override
    public String toString() {
        return "the %s whose files have the digest %s"
                .formatted(told(), digest.substring(0, Math.min(DIGITS_TOLD, digest.length())));
    }
}
