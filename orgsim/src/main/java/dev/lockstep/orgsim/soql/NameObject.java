package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.FieldNotes;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The object `Name`, as which the API shows parents of several objects.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_name.htm")
final class NameObject {
    static final String OBJECT = "Name";

    /// Of which object the parent is: no field of that object itself.
    static final FieldDefinition TYPE = new FieldDefinition(
            "Type",
            "Type of the Parent",
            FieldKind.STRING,
            40,
            0,
            0,
            0,
            Set.of(FieldFlag.AGGREGATABLE, FieldFlag.FILTERABLE, FieldFlag.GROUPABLE, FieldFlag.SORTABLE),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            FieldNotes.NONE,
            Optional.empty());

    private static final Set<String> FIELDS = Set.of(
            "alias",
            "email",
            "firstname",
            "id",
            "isactive",
            "lastname",
            "lastreferenceddate",
            "lastvieweddate",
            "name",
            "phone",
            "profileid",
            "recordtypeid",
            "title",
            "type",
            "username",
            "userroleid");

    private NameObject() {}

    static boolean has(String field) {
        return FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }

    static boolean isType(String field) {
        return TYPE.name().equalsIgnoreCase(field);
    }

    /// The value that a parent shows as that field.
    static Optional<Value> value(FieldDefinition field, RecordView parent) {
        if (field.equals(TYPE)) {
            return Optional.of(type(parent));
        }
        return field.has(FieldFlag.NAME_FIELD)
                        && parent.object().position(field.name()).isEmpty()
                ? name(parent)
                : Optional.empty();
    }

    @Assumed(reason = "A group shows its own type, such as Queue; every other record its object's name")
    private static Value type(RecordView parent) {
        var object = parent.object();
        return object.name().equals("Group") && object.position("Type").isPresent()
                ? parent.value("Type")
                : new Value.Text(object.name());
    }

    /// Not every object calls it `Name`.
    private static Optional<Value> name(RecordView parent) {
        return parent.object().fields().stream()
                .filter(field -> field.has(FieldFlag.NAME_FIELD))
                .findFirst()
                .map(field -> parent.value(field.name()));
    }
}
