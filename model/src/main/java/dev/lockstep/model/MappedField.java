package dev.lockstep.model;

import java.util.Locale;

/// One column of a mapped table and what it stands for in the org.
public sealed interface MappedField permits MappedField.Direct, MappedField.ByReference {

    /// The column's name: the API name in lower case.
    String column();

    /// How a query names it: `LastName`, or `Account__r.External_Id__c`.
    String path();

    /// The field whose type and length the column takes.
    FieldDescription typedBy();

    /// A field of the object itself.
    record Direct(FieldDescription field) implements MappedField {
        @Override
        public String column() {
            return field.name().equals(FieldName.ID) ? "sfid" : field.name().columnName();
        }

        @Override
        public String path() {
            return field.name().value();
        }

        @Override
        public FieldDescription typedBy() {
            return field;
        }
    }

    /// The external id of the record that a lookup points at. Written, it sets the lookup; so parent and child can be
    /// sent before the parent's Id is known.
    ///
    /// @param lookup the lookup field, such as `Account__c`
    /// @param parent the object that it points at
    /// @param parentKey the external-id field of that object
    record ByReference(FieldDescription lookup, ObjectName parent, FieldDescription parentKey) implements MappedField {
        public ByReference {
            if (lookup.relationshipName().isEmpty()) {
                throw new IllegalArgumentException("field " + lookup.name() + " has no relationship");
            }
            if (!parentKey.is(FieldTrait.EXTERNAL_ID) && !parentKey.is(FieldTrait.ID_LOOKUP)) {
                throw new IllegalArgumentException(parent + "." + parentKey.name() + " is not an external id");
            }
        }

        public String relationship() {
            return lookup.relationshipName().orElseThrow();
        }

        @Override
        public String column() {
            return (relationship() + "__" + parentKey.name().value()).toLowerCase(Locale.ROOT);
        }

        @Override
        public String path() {
            return relationship() + "." + parentKey.name().value();
        }

        @Override
        public FieldDescription typedBy() {
            return parentKey;
        }
    }
}
