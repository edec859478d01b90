package dev.lockstep.orgsim.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Files or features that an org began with.
///
/// @param digest of everything that was read of the files, or the features' names
public record MadeOf(What what, String digest) {
    private static final int DIGITS_TOLD = 12;

    /// What it is.
    public enum What {
        FEATURES,
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

    public static MadeOf features(Set<OrgFeature> features) {
        return new MadeOf(What.FEATURES, OrgFeature.told(features));
    }

    /// Whether the sample's objects are in the org.
    boolean isOfSample() {
        return what == What.FEATURES || what == What.RECORDS;
    }

    private String told() {
        return what.name().toLowerCase(Locale.ROOT);
    }

    /// As people are told it.
    @Override
    public String toString() {
        return what == What.FEATURES
                ? "the features " + digest
                : "the %s whose files have the digest %s"
                        .formatted(told(), digest.substring(0, Math.min(DIGITS_TOLD, digest.length())));
    }
}
