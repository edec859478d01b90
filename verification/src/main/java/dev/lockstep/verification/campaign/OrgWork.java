package dev.lockstep.verification.campaign;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.SignIn;
import dev.lockstep.salesforce.Treatment;
import dev.lockstep.salesforce.WriteCall;
import dev.lockstep.verification.campaign.Fate.Certainty;
import dev.lockstep.verification.campaign.Fate.Deed;
import dev.lockstep.verification.campaign.plan.OrgChange;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.plan.Thing;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A person who works in the org as another user than the sync, and notes what can't be known when an answer is lost.
final class OrgWork {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Ledger ledger;
    private final Map<Thing, RecordId> ids = new HashMap<>();

    OrgWork(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Makes all changes, or those up to the one during which the org died.
    void run(URI url, List<OrgChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (var org = Org.signIn(new OrgSettings(
                url,
                "65.0",
                new SignIn.ClientCredentials("lockstep-demo-user", new Secret("lockstep-demo-user-secret")),
                TIMEOUT,
                TIMEOUT))) {
            changes.forEach(change -> make(org, change));
        } catch (OrgFailure gone) {
            // It may not even let us in, by a fault of the schedule: then nothing was begun.
        }
    }

    private void make(Org org, OrgChange change) {
        switch (change) {
            case OrgChange.Create(var thing) ->
                send(org, thing, Deed.MADE, new WriteCall.Create(List.of(created(thing))));
            case OrgChange.Update(var thing)
            when isKnown(thing) -> send(org, thing, Deed.CHANGED, new WriteCall.Update(List.of(updated(thing))));
            case OrgChange.Delete(var thing)
            when isKnown(thing) -> send(org, thing, Deed.REMOVED, new WriteCall.Delete(List.of(id(thing))));
            case OrgChange.Update _, OrgChange.Delete _ -> {
                // Nobody knows whether the record is there, or by which Id.
            }
        }
    }

    private boolean isKnown(Thing thing) {
        return ledger.of(thing).mustBeThere() && ids.containsKey(thing);
    }

    private RecordId id(Thing thing) {
        return Optional.ofNullable(ids.get(thing)).orElseThrow();
    }

    private void send(Org org, Thing thing, Deed deed, WriteCall call) {
        switch (org.send(call)) {
            case SendResult.Answered answered -> {
                switch (answered.inOrder().getFirst()) {
                    case RecordOutcome.Accepted accepted -> {
                        ids.put(thing, accepted.id());
                        ledger.of(thing).did(deed, Certainty.ACKNOWLEDGED);
                    }
                    case RecordOutcome.Refused refused -> {
                        if (refused.errors().getFirst().treatment() != Treatment.RETRY_LATER) {
                            throw new IllegalStateException("the workload's own change was refused: " + refused);
                        }
                    }
                }
            }
            case SendResult.NotProcessed _ -> {
                // A fault of the schedule has struck the person, who doesn't try again.
            }
            case SendResult.Unknown _ -> ledger.of(thing).did(deed, Certainty.DOUBTFUL);
        }
    }

    private static OutgoingRecord created(Thing thing) {
        var fields = new LinkedHashMap<FieldName, String>();
        fields.put(new FieldName(thing.table().nameField()), thing.mark());
        fields.put(new FieldName("Description"), "v0");
        if (thing.table() == Table.LEAD) {
            fields.put(new FieldName("Company"), "Campaign");
        }
        return new OutgoingRecord(new ObjectName(thing.table().object()), Optional.empty(), fields, Set.of(), Map.of());
    }

    private OutgoingRecord updated(Thing thing) {
        var next = "v" + ledger.of(thing).nextVersion();
        return new OutgoingRecord(
                new ObjectName(thing.table().object()),
                Optional.of(id(thing)),
                Map.of(new FieldName("Description"), next),
                Set.of(),
                Map.of());
    }
}
