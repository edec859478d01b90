package dev.lockstep.postgres.schema;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;

/// Which values of a unique identifier are one to Salesforce: it looks at them without blanks around them and, unless
/// the field is case-sensitive, without case.
public final class UniqueIdentifierKey {
    private UniqueIdentifierKey() {}

    /// The expression that is equal for equal identifiers. The unique index beside Heroku Connect's own is on exactly
    /// this expression, so that a look-up by it is fast.
    ///
    /// @param column the column as SQL names it, such as `t."external_id__c"`
    public static String canonical(FieldDescription field, String column) {
        if (field.type().family() != FieldType.Family.TEXT) {
            return column;
        }
        return field.is(FieldTrait.CASE_SENSITIVE) ? "btrim(" + column + ")" : "lower(btrim(" + column + "))";
    }

    static boolean isTheColumnItself(FieldDescription field) {
        return field.type().family() != FieldType.Family.TEXT;
    }
}
