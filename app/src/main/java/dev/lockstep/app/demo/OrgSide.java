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
import java.util.stream.IntStream;

/// The person of the check: works in the org over the wire, signed in as another user than the sync.
final class OrgSide implements AutoCloseable {
    private static final String CLIENT_ID = "lockstep-demo-user";
    private static final Secret CLIENT_SECRET = new Secret("lockstep-demo-user-secret");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectName ACCOUNT = new ObjectName("Account");
    private static final ObjectName CASE = new ObjectName("Case");

    private final Org org;
    private final String run;
    private final List<RecordId> accounts = new ArrayList<>();
    private final List<RecordId> cases = new ArrayList<>();

    /// @param run marks what this check made
    OrgSide(URI url, String run) {
        this.org = Org.signIn(
                new OrgSettings(url, "65.0", new SignIn.ClientCredentials(CLIENT_ID, CLIENT_SECRET), TIMEOUT, TIMEOUT));
        this.run = run;
    }

    int create() {
        accounts.addAll(send(new WriteCall.Create(IntStream.rangeClosed(1, 30)
                .mapToObj(n -> record(ACCOUNT, Optional.empty(), Map.of("Name", orgSideName(n))))
                .toList())));
        cases.addAll(send(new WriteCall.Create(IntStream.rangeClosed(1, 20)
                .mapToObj(n -> record(CASE, Optional.empty(), Map.of("Subject", orgSideName(n))))
                .toList())));
        return accounts.size() + cases.size();
    }

    int updateAccounts() {
        var some = accounts.subList(0, 15);
        send(new WriteCall.Update(some.stream()
                .map(id -> record(ACCOUNT, Optional.of(id), Map.of("Website", "https://org.example")))
                .toList()));
        return some.size();
    }

    int delete() {
        var gone = new ArrayList<>(accounts.subList(20, 30));
        gone.addAll(cases.subList(0, 5));
        send(new WriteCall.Delete(gone));
        return gone.size();
    }

    /// What is wrong where the org hasn't exactly so many records that this check's application inserted.
    Optional<String> expect(String object, int records) {
        return expect(
                object, (object.equals("Account") ? "Name" : "LastName") + " LIKE 'Check " + run + " %'", records);
    }

    Optional<String> expectWhere(String object, String condition, int records) {
        var mark = object.equals("Account")
                ? "(Name LIKE 'Check " + run + " %' OR Name = 'Twice " + run + "')"
                : "(LastName LIKE 'Check " + run + " %' OR Company = '" + run + "')";
        return expect(object, mark + " AND " + condition, records);
    }

    Optional<String> expectCreated(String condition, int records) {
        return expect("Account", "Name LIKE 'Org side " + run + " %' AND " + condition, records);
    }

    private Optional<String> expect(String object, String condition, int records) {
        var columns = List.of(new QueryColumn("Id", FieldType.ID));
        long found = 0;
        var soql = "SELECT Id FROM " + new ObjectName(object) + " WHERE " + condition;
        try (var pages = org.query(soql, QueryScope.LIVE, columns)) {
            while (pages.hasNext()) {
                found += pages.next().rows();
            }
        }
        return found == records
                ? Optional.empty()
                : Optional.of(found + " records of " + object + " where " + records + " are due");
    }

    /// Names sort like their numbers.
    private String orgSideName(int number) {
        return "Org side %s %02d".formatted(run, number);
    }

    private static OutgoingRecord record(ObjectName object, Optional<RecordId> id, Map<String, String> fields) {
        var values = new LinkedHashMap<FieldName, String>();
        fields.forEach((name, value) -> values.put(new FieldName(name), value));
        return new OutgoingRecord(object, id, values, Set.of(), Map.of());
    }

    private List<RecordId> send(WriteCall call) {
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

    @Override
    public void close() {
        org.close();
    }
}
