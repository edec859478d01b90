package dev.lockstep.app.demo;

import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.WriteCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the person of the check does with the sample's objects.
final class OrgSide implements AutoCloseable {
    private static final ObjectName ACCOUNT = new ObjectName("Account");
    private static final ObjectName CASE = new ObjectName("Case");

    private final OrgPerson person;
    private final String run;
    private final List<RecordId> accounts = new ArrayList<>();
    private final List<RecordId> cases = new ArrayList<>();

    /// @param run marks what this check made
    OrgSide(URI url, String run) {
        this.person = new OrgPerson(url);
        this.run = run;
    }

    int create() {
        accounts.addAll(person.send(new WriteCall.Create(IntStream.rangeClosed(1, 30)
                .mapToObj(n -> OrgPerson.record(ACCOUNT, Optional.empty(), Map.of("Name", orgSideName(n))))
                .toList())));
        cases.addAll(person.send(new WriteCall.Create(IntStream.rangeClosed(1, 20)
                .mapToObj(n -> OrgPerson.record(CASE, Optional.empty(), Map.of("Subject", orgSideName(n))))
                .toList())));
        return accounts.size() + cases.size();
    }

    int updateAccounts() {
        var some = accounts.subList(0, 15);
        person.send(new WriteCall.Update(some.stream()
                .map(id -> OrgPerson.record(ACCOUNT, Optional.of(id), Map.of("Website", "https://org.example")))
                .toList()));
        return some.size();
    }

    int delete() {
        var gone = new ArrayList<>(accounts.subList(20, 30));
        gone.addAll(cases.subList(0, 5));
        person.send(new WriteCall.Delete(gone));
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
        int found = person.find(new ObjectName(object), condition).size();
        return found == records
                ? Optional.empty()
                : Optional.of(found + " records of " + object + " where " + records + " are due");
    }

    /// Names sort like their numbers.
    private String orgSideName(int number) {
        return "Org side %s %02d".formatted(run, number);
    }

    @Override
    public void close() {
        person.close();
    }
}
