package dev.lockstep.postgres.schema;

import dev.lockstep.model.FieldDescription;
import java.util.OptionalInt;

/// The type of a column as Heroku Connect makes it of a field, and which other types of an existing column do as well.
///
/// @param name as `pg_catalog.format_type` prints it without length
/// @param length characters of a `character varying`; empty for other types and for one without limit
public record ColumnType(String name, OptionalInt length) {
    static final ColumnType SFID = varchar(18);
    static final ColumnType LASTOP = varchar(32);
    static final ColumnType ROW_ID = new ColumnType("bigint", OptionalInt.empty());
    static final ColumnType TEXT = new ColumnType("text", OptionalInt.empty());

    private static final String VARCHAR = "character varying";
    private static final int SHORT_TEXT = 255;
    private static final int MULTIPICKLIST = 4099;
    /// Beyond this a length limit is of no use to anyone.
    private static final int LONGEST_VARCHAR = 4000;

    /// How a column that exists compares with what the field needs.
    enum Fit {
        FITS,
        /// A text that is shorter than what the org may send; it can be widened without touching a row.
        TOO_SHORT,
        OTHER_TYPE
    }

    private static ColumnType varchar(int length) {
        return new ColumnType(VARCHAR, OptionalInt.of(length));
    }

    private static ColumnType plain(String name) {
        return new ColumnType(name, OptionalInt.empty());
    }

    /// The type that a new column for the field gets.
    ///
    /// @throws IllegalArgumentException for compound and binary fields, which no column holds
    public static ColumnType of(FieldDescription field) {
        return switch (field.type()) {
            case ID, REFERENCE -> SFID;
            case PICKLIST, COMBOBOX -> varchar(Math.max(SHORT_TEXT, field.length()));
            case MULTIPICKLIST -> varchar(Math.max(MULTIPICKLIST, field.length()));
            case TEXTAREA -> text(Math.max(SHORT_TEXT, field.length()));
            case STRING, EMAIL, PHONE, URL, ENCRYPTEDSTRING, DATACATEGORYGROUPREFERENCE -> text(field.length());
            case ANYTYPE -> TEXT;
            case INT -> plain("integer");
            case LONG -> plain("bigint");
            case DOUBLE, CURRENCY, PERCENT -> plain("double precision");
            case BOOLEAN -> plain("boolean");
            case DATE -> plain("date");
            case DATETIME -> plain("timestamp without time zone");
            case TIME -> plain("time without time zone");
            case BASE64, ADDRESS, LOCATION, COMPLEXVALUE, JSON ->
                throw new IllegalArgumentException("the field " + field.name() + " is of type " + field.type()
                        + ", which no column can hold: leave it out of the mapping");
        };
    }

    private static ColumnType text(int length) {
        return length == 0 || length > LONGEST_VARCHAR ? TEXT : varchar(length);
    }

    boolean isText() {
        return name.equals(VARCHAR) || name.equals("text");
    }

    /// How well a column of `existing` type serves where this one is wanted.
    Fit fitOf(ColumnType existing) {
        if (isText()) {
            if (!existing.isText()) {
                return Fit.OTHER_TYPE;
            }
            return isShorter(existing.length, length) ? Fit.TOO_SHORT : Fit.FITS;
        }
        boolean fits = switch (name) {
            case "integer" -> existing.name.equals("integer") || existing.name.equals("bigint");
            case "double precision" -> existing.name.equals("double precision") || existing.name.equals("numeric");
            default -> existing.name.equals(name);
        };
        return fits ? Fit.FITS : Fit.OTHER_TYPE;
    }

    private static boolean isShorter(OptionalInt existing, OptionalInt needed) {
        return existing.isPresent() && (needed.isEmpty() || existing.getAsInt() < needed.getAsInt());
    }

    /// As SQL spells it.
    public String sql() {
        return length.isPresent() ? name + "(" + length.getAsInt() + ")" : name;
    }

    @Override
    public String toString() {
        return sql();
    }
}
