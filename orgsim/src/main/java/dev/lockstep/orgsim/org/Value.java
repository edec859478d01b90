package dev.lockstep.orgsim.org;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a field of a record holds, or a column of a query's row.
public sealed interface Value {
    /// No value: null in the protocols.
    enum Absent implements Value {
        ABSENT
    }

    /// Text of every kind, Ids (18 characters) and picklist values among them; multipicklists hold `a;b`. Never empty.
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    /// The scale is the field's.
    record Decimal(BigDecimal number) implements Value {}

    record Flag(boolean set) implements Value {}

    record Day(LocalDate date) implements Value {}

    /// Whole seconds.
    record Moment(Instant instant) implements Value {}

    /// UTC, milliseconds.
    record TimeOfDay(LocalTime time) implements Value {}

    /// Bytes of any kind.
    ///
    /// @param base64 the bytes in the basic alphabet, without line breaks
    record Blob(String base64) implements Value {
        static Blob of(byte[] bytes) {
            return new Blob(Base64.getEncoder().encodeToString(bytes));
        }

        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// An address: its parts by the protocols' names (`street`, `city`, `postalCode`, …) in their order, empty ones
    /// included.
    record Compound(Map<String, Value> parts) implements Value {
        public Compound {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /// The row of a parent that a relationship column reached.
    record Parent(QueryRow row) implements Value {}

    /// Empty text is no value.
    static Value text(String text) {
        return text.isEmpty() ? Absent.ABSENT : new Text(text);
    }

    default boolean isAbsent() {
        return this == Absent.ABSENT;
    }

    /// Splits a multipicklist's text into its values.
    static List<String> choices(String text) {
        var choices = new ArrayList<String>();
        for (var part : text.split(";", -1)) {
            if (!part.isBlank()) {
                choices.add(part.strip());
            }
        }
        return choices;
    }
}
