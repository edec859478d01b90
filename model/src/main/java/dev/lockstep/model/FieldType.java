package dev.lockstep.model;

import java.util.Locale;
import java.util.Optional;

/// The types of fields as an org's describe names them.
public enum FieldType {
    ID(Family.TEXT),
    REFERENCE(Family.TEXT),
    STRING(Family.TEXT),
    PICKLIST(Family.TEXT),
    MULTIPICKLIST(Family.TEXT),
    COMBOBOX(Family.TEXT),
    TEXTAREA(Family.TEXT),
    EMAIL(Family.TEXT),
    PHONE(Family.TEXT),
    URL(Family.TEXT),
    ENCRYPTEDSTRING(Family.TEXT),
    DATACATEGORYGROUPREFERENCE(Family.TEXT),
    ANYTYPE(Family.TEXT),
    INT(Family.WHOLE_NUMBER),
    LONG(Family.WHOLE_NUMBER),
    DOUBLE(Family.NUMBER),
    CURRENCY(Family.NUMBER),
    PERCENT(Family.NUMBER),
    BOOLEAN(Family.BOOLEAN),
    DATE(Family.DATE),
    DATETIME(Family.DATETIME),
    TIME(Family.TIME),
    BASE64(Family.UNMAPPABLE),
    ADDRESS(Family.UNMAPPABLE),
    LOCATION(Family.UNMAPPABLE),
    COMPLEXVALUE(Family.UNMAPPABLE),
    JSON(Family.UNMAPPABLE);

    /// What values of a type are made of, where types of one family are treated alike.
    public enum Family {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME,
        TIME,
        /// Compound or binary: no column of a mapped table holds such a value.
        UNMAPPABLE
    }

    private final Family family;

    FieldType(Family family) {
        this.family = family;
    }

    public Family family() {
        return family;
    }

    /// Reads the name that describe gives a type; empty for a type that this version doesn't know.
    public static Optional<FieldType> ofDescribe(String name) {
        try {
            return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
