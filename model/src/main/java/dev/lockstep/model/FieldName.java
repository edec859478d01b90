package dev.lockstep.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// The API name of a field, such as `LastName` or `External_Id__c`; equal without regard to case.
public record FieldName(String value) implements Comparable<FieldName> {
    // Before the constants below, whose constructor needs it.
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    public static final FieldName ID = new FieldName("Id");
    public static final FieldName SYSTEM_MODSTAMP = new FieldName("SystemModstamp");
    public static final FieldName IS_DELETED = new FieldName("IsDeleted");

    public FieldName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not the API name of a field");
        }
    }

    public String columnName() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(FieldName other) {
        return value.compareToIgnoreCase(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldName name && name.value.equalsIgnoreCase(value);
    }

    @Override
    public int hashCode() {
        return columnName().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
