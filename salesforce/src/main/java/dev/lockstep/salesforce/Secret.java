package dev.lockstep.salesforce;

/// A text that proves who we are: a client secret, an access token. Printing it shows nothing of it.
///
/// It is held as long as the object lives; who needs the text asks for it by name, so that each use can be
/// found.
public final class Secret {
    private final String text;

    public Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        this.text = text;
    }

    /// The text itself. It must not reach a log, a URL or a message.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
