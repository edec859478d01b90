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
import dev.lockstep.salesforce.WriteCall;
import dev.lockstep.verification.campaign.Ledger.Certainty;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A person who works in the org as another user than the sync, and notes what can't be known when the org
/// dies.
final class OrgWork {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Random random;
    private final String run;
    private final Ledger ledger = new Ledger();
    private int made;

    OrgWork(Random random, String run) {
        this.random = random;
        this.run = run;
    }

    Ledger ledger() {
        return ledger;
    }

    void burst(URI url, int changes) {
        try (var org = signIn(url, "lockstep-demo-user", "lockstep-demo-user-secret")) {
            for (int i = 0; i < changes; i++) {
                change(org);
            }
        } catch (OrgFailure gone) {
            // The org was killed under us: what was doubtful is noted, the rest was never begun.
        }
    }

    static Org signIn(URI url, String client, String secret) {
        return Org.signIn(new OrgSettings(
                url, "65.0", new SignIn.ClientCredentials(client, new Secret(secret)), TIMEOUT, TIMEOUT));
    }

    private void change(Org org) {
        switch (random.nextInt(6)) {
            case 0, 1 -> create(org, "Account", "Name");
            case 2 -> create(org, "Lead", "LastName");
            case 3, 4 -> update(org);
            default -> delete(org);
        }
    }

    private void create(Org org, String object, String name) {
        made++;
        var mark = "org-" + run + "-" + object + "-" + made;
        var fields = new LinkedHashMap<>(Map.of(name, mark, "Description", "v0"));
        if (object.equals("Lead")) {
            fields.put("Company", "Campaign");
        }
        var result = org.send(new WriteCall.Create(List.of(record(object, Optional.empty(), fields))));
        var certainty = certainty(result);
        if (certainty != Certainty.NOT_TRIED) {
            var thing = ledger.add(object, mark, certainty);
            id(result).ifPresent(id -> thing.hasId(id.value()));
        }
        rethrow(result);
    }

    private void update(Org org) {
        var some = ledger.some(random).filter(thing -> thing.id().isPresent());
        if (some.isPresent()) {
            var thing = some.get();
            int version = thing.nextVersion();
            var id = new RecordId(thing.id().orElseThrow());
            var result = org.send(new WriteCall.Update(
                    List.of(record(thing.object(), Optional.of(id), Map.of("Description", "v" + version)))));
            if (certainty(result) != Certainty.NOT_TRIED) {
                thing.changed(version, certainty(result));
            }
            rethrow(result);
        }
    }

    private void delete(Org org) {
        var some = ledger.someLeaf(random).filter(thing -> thing.id().isPresent());
        if (some.isPresent()) {
            var thing = some.get();
            var result = org.send(
                    new WriteCall.Delete(List.of(new RecordId(thing.id().orElseThrow()))));
            thing.removed(certainty(result));
            rethrow(result);
        }
    }

    private static OutgoingRecord record(String object, Optional<RecordId> id, Map<String, String> fields) {
        var values = new LinkedHashMap<FieldName, String>();
        fields.forEach((name, value) -> values.put(new FieldName(name), value));
        return new OutgoingRecord(new ObjectName(object), id, values, Set.of(), Map.of());
    }

    private static Certainty certainty(SendResult result) {
        return switch (result) {
            case SendResult.Answered answered -> {
                if (answered.inOrder().getFirst() instanceof RecordOutcome.Refused refused) {
                    throw new IllegalStateException("the workload's own change was refused: " + refused);
                }
                yield Certainty.ACKNOWLEDGED;
            }
            case SendResult.NotProcessed notProcessed -> Certainty.NOT_TRIED;
            case SendResult.Unknown unknown -> Certainty.DOUBTFUL;
        };
    }

    private static Optional<RecordId> id(SendResult result) {
        return result instanceof SendResult.Answered answered
                        && answered.inOrder().getFirst() instanceof RecordOutcome.Accepted accepted
                ? Optional.of(accepted.id())
                : Optional.empty();
    }

    private static void rethrow(SendResult result) {
        switch (result) {
            case SendResult.Answered answered -> {}
            case SendResult.NotProcessed(var why) -> throw why;
            case SendResult.Unknown(var why) -> throw why;
        }
    }
}
