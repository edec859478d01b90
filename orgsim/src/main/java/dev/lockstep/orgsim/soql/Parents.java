package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.Optional;

/// Goes from records to their parents.
record Parents(OrgState state, QueryScope scope) {
    /// Empty where the reference is, too.
    @Assumed(reason = "A deleted parent can be seen where deleted records can, and nowhere else")
    Optional<RecordView> of(RecordView child, FieldDefinition reference) {
        if (child.object().position(reference.name()).isEmpty()
                || !(child.value(reference.name()) instanceof Value.Text(var id))) {
            return Optional.empty();
        }
        return RecordId.parse(id)
                .flatMap(state::find)
                .filter(state.access()::sees)
                .filter(parent -> scope.seesDeleted() || !parent.isDeleted());
    }
}
