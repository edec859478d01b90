package dev.lockstep.salesforce;

import dev.lockstep.model.FieldDescription;
import java.util.Optional;

/// The text of a value on the way between PostgreSQL and the org, by the field's type.
///
/// PostgreSQL's texts are those of its own output in ISO date style: `12.5`, `t`, `2026-01-31`, `2026-01-31
/// 10:00:00` in UTC, `10:00:00`. The org's are those of SOAP and CSV: `12.5`, `true`, `2026-01-31`,
/// `2026-01-31T10:00:00.000Z`, `10:00:00.000Z`.
public sealed interface FieldText permits FieldText.Value, FieldText.Nothing, FieldText.Refused {

    /// A text that the org can be given.
    record Value(String text) implements FieldText {}

    /// The org has no such value: it keeps a blank text as null, so the field is left out or emptied.
    record Nothing() implements FieldText {}

    /// No text of the org says this.
    ///
    /// @param why a sentence for the one whose row it is
    record Refused(String why) implements FieldText {}

    /// A value of PostgreSQL as the org takes it.
    static FieldText toOrg(FieldDescription field, String postgres) {
        return Conversion.toOrg(field, postgres);
    }

    /// A value of the org as PostgreSQL prints it. Throws [IllegalArgumentException] for a text that no org
    /// sends.
    static String toPostgres(FieldDescription field, String org) {
        return Conversion.toPostgres(field, org);
    }

    /// The form in which two values that mean the same to the org are equal, made of a text in the org's
    /// spelling: trimmed, at the field's scale, to the second, a multi-select picklist's values in order. Empty
    /// for what the org keeps as null. Case stays: whether it counts is a matter of keys alone.
    static Optional<String> comparable(FieldDescription field, String org) {
        return Conversion.comparable(field, org);
    }
}
