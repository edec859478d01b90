package dev.lockstep.postgres;

import java.nio.charset.StandardCharsets;

/// A name of the database: a schema, table, column, index or trigger. SQL gets names through [#quoted()] only.
public record Identifier(String value) {
    /// What PostgreSQL keeps of a name; it cuts longer ones without an error.
    public static final int MAX_BYTES = 63;

    private static final int HASH_DIGITS = 8;

    public Identifier {
        if (value.isEmpty() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("\"" + value + "\" is not a name of a database object");
        }
        if (bytes(value) > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the name \"" + value + "\" has more than the " + MAX_BYTES + " bytes that PostgreSQL keeps");
        }
    }

    /// The name, or, where it is too long, its beginning and a hash of the whole: two long names stay two names.
    public static Identifier shortened(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return new Identifier(name);
        }
        var hash = String.format("%08x", name.hashCode());
        int end = name.length();
        while (bytes(name.substring(0, end)) > MAX_BYTES - HASH_DIGITS - 1) {
            end--;
        }
        return new Identifier(name.substring(0, end) + "_" + hash);
    }

    /// The name in double quotes, as SQL spells it.
    public String quoted() {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return value;
    }
}
