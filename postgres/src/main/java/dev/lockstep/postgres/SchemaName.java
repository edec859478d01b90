package dev.lockstep.postgres;

import java.util.regex.Pattern;

/// The schema of a connection. Letters, digits, `_` and `-`, so that it can stand in a literal as well as in a name.
public record SchemaName(String value) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    public SchemaName {
        if (!LEGAL.matcher(value).matches() || value.startsWith("pg_")) {
            throw new IllegalArgumentException("\"" + value
                    + "\" can't be the schema of a connection: take letters, digits, _ and -, at most 63, not"
                    + " beginning with pg_");
        }
    }

    /// A table, sequence or function of this schema, quoted.
    public String qualified(String name) {
        return quoted() + "." + new Identifier(name).quoted();
    }

    public String quoted() {
        return new Identifier(value).quoted();
    }

    /// Puts this schema for each `${schema}` of an SQL text.
    public String in(String sql) {
        return sql.replace("${schema}", quoted());
    }

    @Override
    public String toString() {
        return value;
    }
}
