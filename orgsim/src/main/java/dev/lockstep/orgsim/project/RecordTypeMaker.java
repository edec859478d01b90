package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Choices;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Trait;
import dev.lockstep.orgsim.sample.RecordTypeObject;
import dev.lockstep.orgsim.source.NotSimulated;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes record types of the project's metadata.
final class RecordTypeMaker {
    private final ProfileSource profile;
    private final NotSimulated notSimulated;

    RecordTypeMaker(ProfileSource profile, NotSimulated notSimulated) {
        this.profile = profile;
        this.notSimulated = notSimulated;
    }

    /// The object with its record types; as it is where it has none.
    Blueprint extended(Blueprint blueprint, ObjectSource source) {
        if (source.recordTypes().isEmpty()) {
            return blueprint;
        }
        var object = blueprint.definition();
        var types =
                source.recordTypes().stream().map(type -> made(type, object)).toList();
        sayProcesses(source);
        return blueprint.defining(RecordTypeObject.having(object, types));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_recordtype.htm")
    @Assumed(reason = "A picklist that the file doesn't name offers all that it has")
    private RecordTypeDefinition made(RecordTypeSource source, ObjectDefinition object) {
        var choices = new LinkedHashMap<String, Choices>();
        for (var element : source.picklists()) {
            var name = element.text("picklist")
                    .orElseThrow(() -> source.refused(element, "here is no <picklist>: add its name"));
            var field = object.field(name);
            if (field.isPresent()) {
                choices.put(field.get().name().toLowerCase(Locale.ROOT), choices(source, element, field.get()));
            } else {
                leaveOut(source, name);
            }
        }
        return new RecordTypeDefinition(
                0, source.name(), source.label(), source.text("description"), traits(source), choices);
    }

    private Set<Trait> traits(RecordTypeSource source) {
        var traits = EnumSet.noneOf(Trait.class);
        if (source.isActive()) {
            traits.add(Trait.ACTIVE);
        }
        if (profile.shows(source)) {
            traits.add(Trait.AVAILABLE);
        }
        if (profile.prefers(source)) {
            traits.add(Trait.DEFAULT);
        }
        return traits;
    }

    private void leaveOut(RecordTypeSource source, String picklist) {
        notSimulated.say("What the record type " + source.fullName() + " says of " + picklist
                + " is left out: the simulated org doesn't have the field.");
    }

    private Choices choices(RecordTypeSource source, MetadataElement element, FieldDefinition field) {
        if (field.type() != FieldKind.PICKLIST && field.type() != FieldKind.MULTIPICKLIST) {
            throw source.refused(
                    element,
                    "the field " + field.name() + " of " + source.object() + " is no picklist: correct the name");
        }
        var offered = field.picklist().stream()
                .filter(PicklistEntry::active)
                .map(PicklistEntry::value)
                .collect(Collectors.toSet());
        var values = new HashSet<String>();
        var byDefault = Optional.<String>empty();
        for (var value : element.children("values")) {
            var name = decoded(value.text("fullName")
                    .orElseThrow(() -> source.refused(value, "a value has no <fullName>: add it")));
            if (field.has(FieldFlag.RESTRICTED_PICKLIST) && !offered.contains(name)) {
                notSimulated.say("The record type " + source.fullName() + " offers " + name + " of " + field.name()
                        + " in vain: the picklist is restricted and has no such active value.");
                continue;
            }
            values.add(name);
            if (value.text("default").orElse("false").equals("true")) {
                byDefault = Optional.of(name);
            }
        }
        return new Choices(values, byDefault);
    }

    @Assumed(
            reason = "As seen: files of record types write letters such as / and & as %2F and %26, and blanks as they"
                    + " are")
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }

    private void sayProcesses(ObjectSource source) {
        var with = source.recordTypes().stream()
                .filter(type -> type.text("businessProcess").isPresent())
                .count();
        if (with > 0) {
            notSimulated.say("The business processes of the record types of " + source.name() + " have no effect ("
                    + with + ").");
        }
    }
}
