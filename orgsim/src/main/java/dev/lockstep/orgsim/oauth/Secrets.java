package dev.lockstep.orgsim.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Compares secrets without telling by the time it takes how much of one was right.
final class Secrets {
    private Secrets() {}

    static boolean areSame(String shown, String known) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
    }
}
