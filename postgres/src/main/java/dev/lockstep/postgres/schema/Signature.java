package dev.lockstep.postgres.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Says of a database object which text it was made of; kept as the object's comment. PostgreSQL prints definitions in
/// words of its own, so they can't be compared.
final class Signature {
    private static final int DIGITS = 32;

    private Signature() {}

    static String of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "lockstep " + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
