package dev.lockstep.app.demo;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.SignIn;
import dev.lockstep.salesforce.WriteCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A person who works in the org over the wire, signed in as another user than the sync. What the org refuses to them
/// ends the check: it is the check's own mistake.
public final class OrgPerson implements AutoCloseable {
    private static final String CLIENT_ID = "lockstep-demo-user";
    private static final Secret CLIENT_SECRET = new Secret("lockstep-demo-user-secret");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<QueryColumn> ID = List.of(new QueryColumn("Id", FieldType.ID));

    private final Org org;

    public OrgPerson(URI url) {
        this.org = Org.signIn(
                new OrgSettings(url, "65.0", new SignIn.ClientCredentials(CLIENT_ID, CLIENT_SECRET), TIMEOUT, TIMEOUT));
    }

    /// A record as it is sent; without an Id it is a new one.
    public static OutgoingRecord record(ObjectName object, Optional<RecordId> id, Map<String, String> fields) {
        var values = new LinkedHashMap<FieldName, String>();
        fields.forEach((name, value) -> values.put(new FieldName(name), value));
        return new OutgoingRecord(object, id, values, Set.of(), Map.of());
    }

    /// Makes the call; the Ids of its records in their order.
    public List<RecordId> send(WriteCall call) {
        return switch (org.send(call)) {
            case SendResult.Answered(var outcomes) ->
                outcomes.stream()
                        .map(outcome -> switch (outcome) {
                            case RecordOutcome.Accepted accepted -> accepted.id();
                            case RecordOutcome.Refused refused ->
                                throw new IllegalStateException("the org refused the check's own change: " + refused);
                        })
                        .toList();
            case SendResult.NotProcessed(var why) -> throw why;
            case SendResult.Unknown(var why) -> throw why;
        };
    }

    /// The Ids of the records that a condition of SOQL finds.
    public List<RecordId> find(ObjectName object, String condition) {
        var found = new ArrayList<RecordId>();
        var soql = "SELECT Id FROM " + object + " WHERE " + condition;
        try (var pages = org.query(soql, QueryScope.LIVE, ID)) {
            while (pages.hasNext()) {
                var page = pages.next();
                for (int row = 0; row < page.rows(); row++) {
                    found.add(new RecordId(page.text(row, 0)));
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        org.close();
    }
}
