package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes lookups, of what both sides of a relationship tell of it.
final class DescribedReferenceMaker {
    private static final String CASCADE = "cascadeDelete";
    private static final String RESTRICT = "restrictedDelete";

    private final ObjectDescription child;
    private final Descriptions descriptions;

    DescribedReferenceMaker(ObjectDescription child, Descriptions descriptions) {
        this.child = child;
        this.descriptions = descriptions;
    }

    Lookup lookup(Piece field) {
        var told = toldByParent(field);
        told.ifPresent(parent -> requireAgreement(field, parent));
        return new Lookup(
                field.texts("referenceTo"),
                field.text("relationshipName").orElse(""),
                told.flatMap(parent -> parent.text("relationshipName")),
                onParentDelete(field, told.orElse(field)),
                field.count("relationshipOrder").map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private Optional<Piece> toldByParent(Piece field) {
        return field.texts("referenceTo").stream()
                .flatMap(parent -> descriptions.of(parent).stream())
                .flatMap(parent -> parent.child(child.name(), field.required("name")).stream())
                .findFirst();
    }

    @Assumed(
            reason = "As seen: what happens when the parent of a standard lookup is deleted stands in the parent's list"
                    + " of children alone")
    private static OnParentDelete onParentDelete(Piece field, Piece told) {
        if (told.flag(CASCADE, false) && told.flag(RESTRICT, false)) {
            throw told.refused(RESTRICT, "what is deleted along can't hold its parent, too: correct one of them");
        }
        if (told.flag(CASCADE, field.flag(CASCADE, false))) {
            return OnParentDelete.CASCADE;
        }
        return told.flag(RESTRICT, field.flag(RESTRICT, false)) ? OnParentDelete.RESTRICT : OnParentDelete.CLEAR;
    }

    private static void requireAgreement(Piece field, Piece parent) {
        if (!field.flag("custom", false)) {
            return;
        }
        for (var property : new String[] {CASCADE, RESTRICT}) {
            var own = field.flag(property, false);
            if (parent.flag(property, own) != own) {
                throw parent.refused(
                        property,
                        "the field itself says %s (%s, %s): correct one of them"
                                .formatted(own, field.file(), field.place()));
            }
        }
    }
}
