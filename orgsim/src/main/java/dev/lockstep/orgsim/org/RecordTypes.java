package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ValueReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules by which records have record types.
public final class RecordTypes {
    /// The object whose records they are.
    public static final String OBJECT = "RecordType";

    /// The field that names a record's type.
    public static final String FIELD = "RecordTypeId";

    /// The type that every object has and no record names.
    public static final String MASTER_ID = "012000000000000AAA";

    private RecordTypes() {}

    /// Gives each record type of these objects its number, in their order.
    public static List<Blueprint> numbered(List<Blueprint> blueprints) {
        var numbered = new ArrayList<Blueprint>();
        var number = 1L;
        for (var blueprint : blueprints) {
            var types = new ArrayList<RecordTypeDefinition>();
            for (var type : blueprint.definition().recordTypes()) {
                types.add(type.numbered(number++));
            }
            numbered.add(
                    types.isEmpty()
                            ? blueprint
                            : blueprint.defining(blueprint.definition().having(types)));
        }
        return numbered;
    }

    static boolean isTypeOf(FieldDefinition field) {
        return field.name().equals(FIELD);
    }

    /// Whether records of the object may have the type that the reading tells, unless something else speaks against it.
    ///
    /// @param text as the caller wrote it
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_recordtype.htm")
    @Assumed(
            reason = "That active types alone can be given to records is documented; the code and text are those of"
                    + " public reports, and the same for a type that isn't there, isn't active, or is another object's")
    static Reading checked(ObjectDefinition object, FieldDefinition field, String text, Reading reading) {
        var isRefused = switch (reading) {
            case Reading.Good(Value.Text(var id)) ->
                object.recordTypes().stream()
                        .noneMatch(type -> type.isOpen() && type.id().equals(id));
            case Reading.Good _ -> false;
            case Reading.Bad(var error) ->
                error.statusCode().equals(Refusals.unknownId().statusCode());
        };
        return isRefused
                ? ValueReader.bad(
                        field, "INVALID_CROSS_REFERENCE_KEY", "this ID value isn't valid for the user: " + text)
                : reading;
    }

    @Assumed(
            reason =
                    "The Id of the type that every object has, or no Id, takes a record's type away: its field is null")
    static boolean isMaster(String text) {
        return RecordId.parse(text.trim())
                .filter(id -> id.text18().equals(MASTER_ID))
                .isPresent();
    }

    /// Gives a new record its user's default type.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=sf.admin_recordtypes.htm&type=5")
    @Assumed(reason = "A null that is sent is kept: the record has no type then, as if the default were none")
    static void apply(Draft draft) {
        if (!draft.object().recordTypes().isEmpty()
                && !draft.isGiven(FIELD)
                && draft.value(FIELD).isAbsent()) {
            byDefault(draft.object()).ifPresent(type -> draft.set(FIELD, new Value.Text(type.id())));
        }
    }

    /// The field as it is offered to new records of which nobody names the type.
    public static FieldDefinition offered(ObjectDefinition object, FieldDefinition field) {
        return byDefault(object)
                .flatMap(type -> type.choices(field))
                .filter(_ -> field.has(FieldFlag.RESTRICTED_PICKLIST))
                .map(choices -> field.offering(field.picklist().stream()
                        .filter(entry -> choices.values().contains(entry.value()))
                        .toList()))
                .orElse(field);
    }

    private static Optional<RecordTypeDefinition> byDefault(ObjectDefinition object) {
        return object.recordTypes().stream()
                .filter(type -> type.is(RecordTypeDefinition.Trait.DEFAULT) && type.isOpen())
                .findFirst();
    }

    /// What a new record gets in the field, as text.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_recordtype.htm")
    static Optional<String> defaultValue(RecordView record, FieldDefinition field) {
        var choices = of(record).flatMap(type -> type.choices(field));
        return choices.isPresent() ? choices.get().byDefault() : field.defaultValue();
    }

    /// Values that are new in the record and that its type doesn't offer.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=sf.fields_creating_picklists_restricted.htm&type=5")
    @Assumed(
            reason = "Only restricted picklists are checked, as without record types; a value that stands while the"
                    + " type changes stays; the text is that for values of no type")
    static List<SaveError> errors(Draft draft) {
        var type = of(draft);
        if (type.isEmpty()) {
            return List.of();
        }
        var errors = new ArrayList<SaveError>();
        for (var field : draft.object().fields()) {
            if (field.has(FieldFlag.RESTRICTED_PICKLIST) && draft.isChanged(field.name())) {
                type.get()
                        .choices(field)
                        .ifPresent(choices -> unlisted(draft, field, choices)
                                .forEach(choice -> errors.add(ValueReader.notOffered(field, choice))));
            }
        }
        return errors;
    }

    private static List<String> unlisted(Draft draft, FieldDefinition field, RecordTypeDefinition.Choices choices) {
        if (!(draft.value(field.name()) instanceof Value.Text(var text))) {
            return List.of();
        }
        var given = field.type() == FieldKind.MULTIPICKLIST ? Value.choices(text) : List.of(text);
        return given.stream()
                .filter(choice -> !choices.values().contains(choice))
                .toList();
    }

    /// The record's type; empty where it has none.
    private static Optional<RecordTypeDefinition> of(RecordView record) {
        return record.object().recordTypes().isEmpty() || !(record.value(FIELD) instanceof Value.Text(var id))
                ? Optional.empty()
                : record.object().recordTypes().stream()
                        .filter(type -> type.id().equals(id))
                        .findFirst();
    }
}
