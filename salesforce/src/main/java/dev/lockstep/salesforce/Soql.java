package dev.lockstep.salesforce;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Queries as text. Names come in as checked types and values as quoted literals, so that none can be anything
/// else.
public final class Soql {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Soql() {}

    /// All records.
    public static String all(ObjectName object, List<QueryColumn> columns) {
        return select(object, columns);
    }

    /// The records whose stamp lies from `from` up to, without, `until`, in the order of stamp and Id. Both ends
    /// are fixed, so that a record which changes while pages are read falls out of the window instead of moving
    /// in it.
    public static String changed(ObjectName object, List<QueryColumn> columns, Instant from, Instant until) {
        return select(object, columns) + " WHERE SystemModstamp >= " + dateTime(from) + " AND SystemModstamp < "
                + dateTime(until) + " ORDER BY SystemModstamp, Id";
    }

    /// The records with the stamp `stamp` that come after the record `after`, in the order of Ids: how to go on
    /// within the many records that may share a stamp.
    public static String changedAt(ObjectName object, List<QueryColumn> columns, Instant stamp, RecordId after) {
        return select(object, columns) + " WHERE SystemModstamp = " + dateTime(stamp) + " AND Id > " + id(after)
                + " ORDER BY Id";
    }

    /// The records that a user made from `from` up to and with `until`.
    public static String created(
            ObjectName object, List<QueryColumn> columns, RecordId by, Instant from, Instant until) {
        return select(object, columns) + " WHERE CreatedById = " + id(by) + " AND CreatedDate >= " + dateTime(from)
                + " AND CreatedDate <= " + dateTime(until) + " ORDER BY Id";
    }

    /// The records with these Ids.
    public static String byId(ObjectName object, List<QueryColumn> columns, Collection<RecordId> ids) {
        return select(object, columns) + " WHERE Id IN " + list(ids, Soql::id);
    }

    /// The records whose key is one of these values, which are texts as [FieldText] makes them for the org.
    /// Throws [IllegalArgumentException] for a value that the key's type can't have.
    public static String byKey(
            ObjectName object, List<QueryColumn> columns, FieldDescription key, Collection<String> values) {
        Function<String, String> literal = switch (key.type().family()) {
            case FieldType.Family.TEXT -> Soql::text;
            case FieldType.Family.WHOLE_NUMBER, FieldType.Family.NUMBER -> Soql::number;
            case FieldType.Family.BOOLEAN,
                    FieldType.Family.DATE,
                    FieldType.Family.DATETIME,
                    FieldType.Family.TIME,
                    FieldType.Family.UNMAPPABLE ->
                throw new IllegalArgumentException(object + "." + key.name() + " of type " + key.type() + " is no key");
        };
        return select(object, columns) + " WHERE " + key.name() + " IN " + list(values, literal);
    }

    /// A text as a literal.
    public static String text(String text) {
        var literal = new StringBuilder(text.length() + 2).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> literal.append("\\'");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                case '\b' -> literal.append("\\b");
                case '\f' -> literal.append("\\f");
                default -> literal.append(c);
            }
        }
        return literal.append('\'').toString();
    }

    /// A point in time as a literal, to the millisecond; what is finer is cut off.
    public static String dateTime(Instant instant) {
        return DATE_TIME.format(instant);
    }

    /// An Id as a literal.
    public static String id(RecordId id) {
        return "'" + id.value() + "'";
    }

    private static String number(String text) {
        return new BigDecimal(text).toPlainString();
    }

    private static String select(ObjectName object, List<QueryColumn> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a query of " + object + " needs a column");
        }
        return "SELECT " + columns.stream().map(QueryColumn::path).collect(Collectors.joining(", ")) + " FROM "
                + object;
    }

    private static <T> String list(Collection<T> values, Function<T, String> literal) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a query by a list needs a value in it");
        }
        return values.stream().map(literal).collect(Collectors.joining(", ", "(", ")"));
    }
}
