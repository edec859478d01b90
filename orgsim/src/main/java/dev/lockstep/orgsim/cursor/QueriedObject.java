package dev.lockstep.orgsim.cursor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which object a query reads, found without understanding the query: enough to tell requests apart.
public final class QueriedObject {
    private static final Pattern STRING = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'");
    private static final Pattern INNER_PARENTHESES = Pattern.compile("\\([^()]*+\\)");
    private static final Pattern FROM = Pattern.compile("\\bFROM\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private QueriedObject() {}

    public static Optional<String> of(String soql) {
        String outer = STRING.matcher(soql).replaceAll("''");
        String before;
        do {
            before = outer;
            outer = INNER_PARENTHESES.matcher(outer).replaceAll(" ");
        } while (!outer.equals(before));
        Matcher from = FROM.matcher(outer);
        return from.find() ? Optional.of(from.group(1)) : Optional.empty();
    }
}
