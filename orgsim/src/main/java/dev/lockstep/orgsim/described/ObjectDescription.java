package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.project.ObjectKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file that describes an object.
record ObjectDescription(String name, Piece whole) {
    private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z]{3}");
    private static final List<String> STAMPS =
            List.of("CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp");

    /// Throws where the file describes no object.
    static ObjectDescription of(Piece whole) {
        whole.requireGroup("the description of an object, as REST answers /sobjects/NAME/describe");
        if (whole.child("sobjects").isPresent()) {
            throw whole.refused("this is the list of all objects, which describes none: remove the file");
        }
        var description = new ObjectDescription(apiName(whole), whole);
        if (description.fields().isEmpty()) {
            throw whole.refused(
                    "fields",
                    "the description of " + description.name() + " has no fields: save what /sobjects/"
                            + description.name() + "/describe answers");
        }
        description.requireDifferentFields();
        return description;
    }

    private static String apiName(Piece piece) {
        var name = piece.required("name");
        if (!API_NAME.matcher(name).matches()) {
            throw piece.refused("name", name + " is no API name: correct it");
        }
        return name;
    }

    private void requireDifferentFields() {
        var names = new HashMap<String, String>();
        var relationships = new HashMap<String, String>();
        for (var field : fields()) {
            field.requireGroup("a field");
            var own = apiName(field);
            if (names.put(own.toLowerCase(Locale.ROOT), own) != null) {
                throw field.refused("name", "the field " + own + " is there twice: remove one of them");
            }
            if (!field.items("referenceTo").isEmpty()) {
                field.text("relationshipName").ifPresent(relationship -> {
                    var other = relationships.put(relationship.toLowerCase(Locale.ROOT), own);
                    if (other != null) {
                        throw field.refused(
                                "relationshipName",
                                relationship + " is the relationship of " + other + ", too: correct one of them");
                    }
                });
            }
        }
    }

    List<Piece> fields() {
        return whole.items("fields");
    }

    Optional<Piece> field(String fieldName) {
        return fields().stream()
                .filter(field -> field.required("name").equalsIgnoreCase(fieldName))
                .findFirst();
    }

    String keyPrefix() {
        var prefix = whole.required("keyPrefix");
        if (!PREFIX.matcher(prefix).matches()) {
            throw whole.refused("keyPrefix", prefix + " is no three letters or digits: correct it");
        }
        return prefix;
    }

    /// Why the org can't have the object, such as `it is a platform event`.
    Optional<String> whyNot() {
        var kind = ObjectKind.of(name);
        return switch (kind) {
            case PLATFORM_EVENT, CUSTOM_METADATA, BIG_OBJECT, EXTERNAL_OBJECT, ARTICLE ->
                Optional.of("it is " + kind.description());
            case STANDARD, CUSTOM, OTHER -> whyNotKept();
        };
    }

    private Optional<String> whyNotKept() {
        if (whole.flag("customSetting", false)) {
            return Optional.of("it is a custom setting");
        }
        if (whole.text("keyPrefix").isEmpty()) {
            return Optional.of("it has no keyPrefix, which Ids begin with");
        }
        if (field("Id").filter(id -> id.required("type").equals("id")).isEmpty()) {
            return Optional.of("it has no field Id of type id");
        }
        // A setup object's records have no stamps, or are gone for good when they are deleted.
        return neededStamps().stream()
                .filter(stamp -> field(stamp)
                        .filter(found -> found.required("type").equals(stamp.endsWith("Id") ? "reference" : "datetime"))
                        .isEmpty())
                .findFirst()
                .or(() -> Optional.of("IsDeleted")
                        .filter(_ -> whole.flag("deletable", true)
                                && field("IsDeleted").isEmpty()))
                .map(missing -> "it has no " + missing + ", which every such record has here");
    }

    /// Records that nobody changes need no more than the stamp that all have.
    private List<String> neededStamps() {
        return whole.flag("updateable", true) || whole.flag("deletable", true) ? STAMPS : List.of("SystemModstamp");
    }

    /// What the object tells of one of its children.
    Optional<Piece> child(String object, String fieldName) {
        return whole.items("childRelationships").stream()
                .filter(child ->
                        child.text("childSObject").filter(object::equals).isPresent()
                                && child.text("field").filter(fieldName::equals).isPresent())
                .findFirst();
    }
}
