package dev.lockstep.orgsim.org;

import java.util.Locale;

/// The field types of describe. The name in lower case is the text that describe gives.
public enum FieldKind {
    ID("tns:ID"),
    REFERENCE("tns:ID"),
    STRING("xsd:string"),
    PICKLIST("xsd:string"),
    MULTIPICKLIST("xsd:string"),
    COMBOBOX("xsd:string"),
    TEXTAREA("xsd:string"),
    EMAIL("xsd:string"),
    PHONE("xsd:string"),
    URL("xsd:string"),
    ENCRYPTEDSTRING("xsd:string"),
    INT("xsd:int"),
    DOUBLE("xsd:double"),
    CURRENCY("xsd:double"),
    PERCENT("xsd:double"),
    BOOLEAN("xsd:boolean"),
    DATE("xsd:date"),
    DATETIME("xsd:dateTime"),
    TIME("xsd:time"),
    BASE64("xsd:base64Binary"),
    ADDRESS("urn:address"),
    LOCATION("urn:location");

    private final String soapType;

    FieldKind(String soapType) {
        this.soapType = soapType;
    }

    public String soapType() {
        return soapType;
    }

    public String describeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether values are text of the user's own.
    public boolean isText() {
        return switch (this) {
            case STRING, PICKLIST, MULTIPICKLIST, COMBOBOX, TEXTAREA, EMAIL, PHONE, URL, ENCRYPTEDSTRING -> true;
            case ID,
                    REFERENCE,
                    INT,
                    DOUBLE,
                    CURRENCY,
                    PERCENT,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    TIME,
                    BASE64,
                    ADDRESS,
                    LOCATION -> false;
        };
    }

    public boolean isDecimal() {
        return this == DOUBLE || this == CURRENCY || this == PERCENT;
    }

    /// Whether the value is put together from other fields of the record and can't be compared or written.
    public boolean isCompound() {
        return this == ADDRESS || this == LOCATION;
    }
}
