package dev.lockstep.orgsim.describe;

import dev.lockstep.orgsim.describe.Shape.Audience;
import dev.lockstep.orgsim.describe.Shape.Flag;
import dev.lockstep.orgsim.describe.Shape.Text;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.AsDescribed;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.PicklistEntry;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// One field of a describe.
final class FieldShape {
    private static final int BYTES_OF_A_CHARACTER = 3;

    private FieldShape() {}

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm")
    static Shape of(FieldDefinition field, Audience audience) {
        // The APIs' order is that of the characters' codes: "defaultValue" stands before "defaultedOnCreate".
        Map<String, Shape> properties = new TreeMap<>();
        for (FieldFlag flag : FieldFlag.values()) {
            properties.put(Shape.property(flag), new Flag(field.has(flag)));
        }
        properties.put("byteLength", new Shape.Count(byteLength(field)));
        properties.put("calculatedFormula", Shape.optional(field.formula().map(Formula::text)));
        properties.put("cascadeDelete", new Flag(doesByItself(field, OnParentDelete.CASCADE)));
        properties.put("compoundFieldName", Shape.optional(field.compoundFieldName()));
        properties.put("controllerName", Shape.optional(field.notes().controller()));
        properties.put("defaultValue", defaultValue(field));
        properties.put("defaultValueFormula", Shape.optional(field.notes().defaultFormula()));
        properties.put("digits", new Shape.Count(field.digits()));
        properties.put("extraTypeInfo", extraTypeInfo(field));
        properties.put("filteredLookupInfo", Shape.omitted());
        properties.put("inlineHelpText", Shape.optional(field.notes().helpText()));
        properties.put("label", new Text(field.label()));
        properties.put("length", new Shape.Count(field.length()));
        properties.put("mask", Shape.omitted());
        properties.put("maskType", Shape.omitted());
        properties.put("name", new Text(field.name()));
        properties.put(
                "picklistValues",
                new Shape.Items(
                        field.picklist().stream().map(FieldShape::picklistEntry).toList()));
        properties.put("precision", new Shape.Count(field.precision()));
        properties.put("referenceTargetField", Shape.omitted());
        properties.put("referenceTo", Shape.texts(field.referenceTo()));
        properties.put("relationshipName", Shape.optional(field.relationshipName()));
        properties.put("relationshipOrder", relationshipOrder(field));
        properties.put("restrictedDelete", new Flag(doesByItself(field, OnParentDelete.RESTRICT)));
        properties.put("scale", new Shape.Count(field.scale()));
        properties.put("soapType", new Text(soapType(field, audience)));
        properties.put("type", new Text(field.type().describeName()));
        field.notes().asDescribed().ifPresent(told -> tell(field, told, properties));
        return new Shape.Group(properties);
    }

    /// An org that was made of descriptions describes itself as they do.
    private static void tell(FieldDefinition field, AsDescribed told, Map<String, Shape> properties) {
        properties.put("byteLength", new Shape.Count(told.byteLength()));
        properties.put("cascadeDelete", new Flag(told.cascadeDelete()));
        properties.put(
                "defaultValue",
                told.defaultValue().map(value -> value(field, value)).orElseGet(Shape::omitted));
        properties.put("extraTypeInfo", Shape.optional(told.extraTypeInfo()));
        properties.put(
                "filteredLookupInfo",
                told.filteredLookup().map(FieldShape::filteredLookup).orElseGet(Shape::omitted));
        properties.put("mask", Shape.optional(told.mask()));
        properties.put("maskType", Shape.optional(told.maskType()));
        properties.put("referenceTargetField", Shape.optional(told.referenceTargetField()));
        properties.put("relationshipName", Shape.optional(told.relationshipName()));
        properties.put("restrictedDelete", new Flag(told.restrictedDelete()));
    }

    private static Shape filteredLookup(AsDescribed.FilteredLookup lookup) {
        Map<String, Shape> properties = new TreeMap<>();
        properties.put("controllingFields", Shape.texts(lookup.controllingFields()));
        properties.put("dependent", new Flag(lookup.dependent()));
        properties.put("optionalFilter", new Flag(lookup.optionalFilter()));
        return new Shape.Group(properties);
    }

    @Assumed(
            reason = "As seen: a standard field such as a contact's account says no, although the account's list of"
                    + " children says yes")
    private static boolean doesByItself(FieldDefinition field, OnParentDelete what) {
        return field.has(FieldFlag.CUSTOM)
                && field.lookup()
                        .map(Lookup::onParentDelete)
                        .filter(what::equals)
                        .isPresent();
    }

    private static Shape relationshipOrder(FieldDefinition field) {
        var order = field.lookup().map(Lookup::masterOrder).orElse(OptionalInt.empty());
        return order.isPresent() ? new Shape.Count(order.getAsInt()) : Shape.omitted();
    }

    private static int byteLength(FieldDefinition field) {
        return field.type().isText() ? field.length() * BYTES_OF_A_CHARACTER : field.length();
    }

    @Assumed(reason = "A default that is written as a formula is told as the formula alone, as the document has it")
    private static Shape defaultValue(FieldDefinition field) {
        return field.defaultValue()
                .filter(_ -> field.notes().defaultFormula().isEmpty())
                .map(value -> value(field, value))
                .orElseGet(Shape::omitted);
    }

    private static Shape value(FieldDefinition field, String value) {
        return field.type() == FieldKind.BOOLEAN ? new Flag(Boolean.parseBoolean(value)) : new Text(value);
    }

    private static Shape extraTypeInfo(FieldDefinition field) {
        if (field.type() != FieldKind.TEXTAREA) {
            return Shape.optional(field.extraType());
        }
        return new Text(field.has(FieldFlag.HTML_FORMATTED) ? "richtextarea" : "plaintextarea");
    }

    /// The WSDL's spelling of a compound type has another prefix than JSON's.
    private static String soapType(FieldDefinition field, Audience audience) {
        String type = field.type().soapType();
        return audience == Audience.SOAP ? type.replaceFirst("^urn:", "tns:") : type;
    }

    private static Shape picklistEntry(PicklistEntry entry) {
        Map<String, Shape> properties = new TreeMap<>();
        properties.put("active", new Flag(entry.active()));
        properties.put("defaultValue", new Flag(entry.isDefault()));
        properties.put("label", new Text(entry.label()));
        properties.put("validFor", Shape.optional(entry.validFor()));
        properties.put("value", new Text(entry.value()));
        return new Shape.Group(properties);
    }
}
