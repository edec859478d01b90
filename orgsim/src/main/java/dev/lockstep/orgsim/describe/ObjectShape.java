package dev.lockstep.orgsim.describe;

import dev.lockstep.orgsim.describe.Shape.Audience;
import dev.lockstep.orgsim.describe.Shape.Flag;
import dev.lockstep.orgsim.describe.Shape.Text;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Trait;
import dev.lockstep.orgsim.org.RecordTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// An object, whole or as one line of the list of all.
public final class ObjectShape {
    /// What a description tells and a line of the list doesn't.
    private static final Set<ObjectFlag> NOT_IN_THE_LIST =
            EnumSet.of(ObjectFlag.COMPACT_LAYOUTABLE, ObjectFlag.SEARCH_LAYOUTABLE);

    private static final String MASTER = "Master";

    /// What a description in JSON names and this org has nothing to say about.
    private static final List<String> EMPTY_IN_JSON =
            List.of("extendedBy", "extendsInterfaces", "listviewable", "lookupLayoutable");

    private ObjectShape() {}

    /// One line of the list of all objects.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describeglobal_describeglobalresult.htm")
    public static Shape.Group summary(ObjectDefinition object, Audience audience) {
        Map<String, Shape> properties = common(object, audience);
        NOT_IN_THE_LIST.forEach(flag -> properties.remove(Shape.property(flag)));
        return new Shape.Group(properties);
    }

    /// All that describe tells.
    ///
    /// @param all the org's objects, among which the children are
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm")
    public static Shape.Group description(ObjectDefinition object, List<ObjectDefinition> all, Audience audience) {
        Map<String, Shape> properties = common(object, audience);
        properties.put("actionOverrides", Shape.none());
        properties.put("childRelationships", new Shape.Items(children(object, all)));
        properties.put("defaultImplementation", Shape.nil());
        properties.put(
                "fields",
                new Shape.Items(object.fields().stream()
                        .map(field -> FieldShape.of(field, audience))
                        .toList()));
        properties.put("implementedBy", Shape.nil());
        properties.put("implementsInterfaces", Shape.nil());
        properties.put("namedLayoutInfos", Shape.none());
        properties.put("networkScopeFieldName", Shape.nil());
        properties.put("recordTypeInfos", new Shape.Items(recordTypes(object)));
        properties.put("supportedScopes", Shape.none());
        switch (audience) {
            case SOAP -> List.of("urlDetail", "urlEdit", "urlNew").forEach(url -> properties.put(url, Shape.nil()));
            case REST -> {
                EMPTY_IN_JSON.forEach(name -> properties.put(name, Shape.nil()));
                properties.put("sobjectDescribeOption", new Text("FULL"));
            }
        }
        return new Shape.Group(properties);
    }

    private static Map<String, Shape> common(ObjectDefinition object, Audience audience) {
        Map<String, Shape> properties = new TreeMap<>();
        for (ObjectFlag flag : ObjectFlag.values()) {
            properties.put(Shape.property(flag), new Flag(object.has(flag)));
        }
        properties.put("associateEntityType", Shape.nil());
        properties.put("associateParentEntity", Shape.nil());
        if (audience == Audience.SOAP) {
            properties.put("idEnabled", idEnabled());
        }
        properties.put("keyPrefix", new Text(object.keyPrefix()));
        properties.put("label", new Text(object.label()));
        properties.put("labelPlural", new Text(object.labelPlural()));
        properties.put("name", new Text(object.name()));
        return properties;
    }

    @Assumed(reason = "The WSDL demands the element and no document says what it tells.")
    private static Flag idEnabled() {
        return new Flag(false);
    }

    @Assumed(reason = "As seen: the lookups of one child stand in the order of their names")
    private static List<Shape> children(ObjectDefinition parent, List<ObjectDefinition> all) {
        List<Shape> children = new ArrayList<>();
        for (ObjectDefinition child : all) {
            child.fields().stream()
                    .sorted(Comparator.comparing(FieldDefinition::name))
                    .forEach(field -> field.lookup()
                            .filter(lookup -> lookup.referenceTo().contains(parent.name()) && isListed(field))
                            .ifPresent(lookup -> children.add(child(child, field, lookup))));
        }
        return children;
    }

    @Assumed(reason = "As seen: the record that won a merge doesn't list those that lost it as its children")
    private static boolean isListed(FieldDefinition field) {
        return !field.name().equals("MasterRecordId");
    }

    private static Shape child(ObjectDefinition child, FieldDefinition field, Lookup lookup) {
        Map<String, Shape> properties = new TreeMap<>();
        properties.put("cascadeDelete", new Flag(lookup.onParentDelete() == OnParentDelete.CASCADE));
        properties.put("childSObject", new Text(child.name()));
        properties.put("deprecatedAndHidden", new Flag(false));
        properties.put("field", new Text(field.name()));
        properties.put("junctionIdListNames", Shape.none());
        properties.put("junctionReferenceTo", Shape.none());
        properties.put("relationshipName", Shape.optional(lookup.childRelationshipName()));
        properties.put("restrictedDelete", new Flag(lookup.onParentDelete() == OnParentDelete.RESTRICT));
        return new Shape.Group(properties);
    }

    @Assumed(reason = "As seen: the type that every object has is the last, and the default where no other one is")
    private static List<Shape> recordTypes(ObjectDefinition object) {
        List<Shape> types = new ArrayList<>();
        for (RecordTypeDefinition type : object.recordTypes()) {
            types.add(recordType(type, type.id(), new Flag(false)));
        }
        RecordTypeDefinition master = RecordTypeDefinition.named(MASTER, MASTER);
        boolean isDefault = object.recordTypes().stream().noneMatch(type -> type.is(Trait.DEFAULT));
        types.add(recordType(isDefault ? master.byDefault() : master, RecordTypes.MASTER_ID, new Flag(true)));
        return types;
    }

    private static Shape recordType(RecordTypeDefinition type, String id, Flag master) {
        Map<String, Shape> properties = new TreeMap<>();
        properties.put("active", new Flag(type.is(Trait.ACTIVE)));
        properties.put("available", new Flag(type.is(Trait.AVAILABLE)));
        properties.put("defaultRecordTypeMapping", new Flag(type.is(Trait.DEFAULT)));
        properties.put("developerName", new Text(type.developerName()));
        properties.put("master", master);
        properties.put("name", new Text(type.label()));
        properties.put("recordTypeId", new Text(id));
        return new Shape.Group(properties);
    }
}
