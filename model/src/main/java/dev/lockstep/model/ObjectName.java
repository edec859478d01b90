package dev.lockstep.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// The API name of an object of the org, such as `Account` or `Order_Item__c`.
///
/// Two names are equal as Salesforce sees it: without regard to case. The spelling is kept for people to read.
public record ObjectName(String value) implements Comparable<ObjectName> {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    public ObjectName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is not the API name of an object");
        }
    }

    /// The name of the table that Heroku Connect and Lockstep give this object.
    public String tableName() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(ObjectName other) {
        return value.compareToIgnoreCase(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectName name && name.value.equalsIgnoreCase(value);
    }

    @Override
    public int hashCode() {
        return tableName().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
