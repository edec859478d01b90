package dev.lockstep.verification;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.JobVerb;
import dev.lockstep.salesforce.KeyReference;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SignIn;
import dev.lockstep.salesforce.WriteJob;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A simulated org and our client of it, for jobs that write.
final class JobStage implements AutoCloseable {
    static final ObjectName ACCOUNT = new ObjectName("Account");
    static final ObjectName CONTACT = new ObjectName("Contact");
    static final FieldName KEY = new FieldName("External_Id__c");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final OrgsimServer server;
    final Org org;

    /// @param jobTime how long a job takes
    JobStage(Duration jobTime) {
        server = OrgsimServer.start(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(jobTime)));
        var client = OrgsimSettings.INTEGRATION;
        org = Org.signIn(
                new OrgSettings(
                        URI.create(server.url()),
                        "65.0",
                        new SignIn.ClientCredentials(client.id(), new Secret(client.secret())),
                        TIMEOUT,
                        TIMEOUT),
                pause -> {});
    }

    void strike(Fault fault, String operation) {
        server.faults().add(FaultRule.once(fault, RequestPattern.of(Api.BULK, operation)));
    }

    /// How many requests of this kind have arrived.
    long arrived(String operation) {
        return server.requests().matching(RequestPattern.of(Api.BULK, operation));
    }

    /// An open job with the records.
    String uploaded(JobDraft draft) {
        var job = org.openWriteJob(draft).id();
        org.uploadWriteJob(job, draft);
        return job;
    }

    WriteJob ended(String job) {
        return await(job, told -> told.state().isEnded());
    }

    /// Asks for a job until it is as wished.
    WriteJob await(String job, Predicate<WriteJob> wish) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var told = org.writeJob(job);
            if (wish.test(told)) {
                return told;
            }
        }
        throw new AssertionError("the job doesn't come so far: " + org.writeJob(job));
    }

    /// Opens, fills and closes a job, and returns its Id when it has ended.
    String run(JobDraft draft) {
        var job = uploaded(draft);
        org.closeWriteJob(job);
        ended(job);
        return job;
    }

    List<Optional<RecordOutcome>> outcomes(JobDraft draft) {
        return org.writeJobResults(run(draft), draft);
    }

    /// Cells of the records that a query finds; an empty text for nothing.
    List<List<String>> query(String soql) {
        var answer = server.org().query(soql, QueryScope.LIVE);
        return answer.rows(0, Math.toIntExact(answer.totalSize())).stream()
                .map(row -> row.cells().stream()
                        .map(cell -> cell.value() instanceof Value.Text(var text) ? text : "")
                        .toList())
                .toList();
    }

    long count(String object, String condition) {
        return server.org()
                .query("SELECT Id FROM " + object + " WHERE " + condition, QueryScope.LIVE)
                .totalSize();
    }

    /// @param fields name, value, name, value
    static OutgoingRecord record(ObjectName object, String... fields) {
        return new OutgoingRecord(object, Optional.empty(), values(fields), Set.of(), Map.of());
    }

    static OutgoingRecord existing(ObjectName object, RecordId id, Set<FieldName> nulls, String... fields) {
        return new OutgoingRecord(object, Optional.of(id), values(fields), nulls, Map.of());
    }

    static OutgoingRecord child(ObjectName object, String relationship, KeyReference parent, String... fields) {
        return new OutgoingRecord(object, Optional.empty(), values(fields), Set.of(), Map.of(relationship, parent));
    }

    private static Map<FieldName, String> values(String... fields) {
        var values = new LinkedHashMap<FieldName, String>();
        for (int place = 0; place < fields.length; place += 2) {
            values.put(new FieldName(fields[place]), fields[place + 1]);
        }
        return values;
    }

    /// Accounts `prefix-0`, `prefix-1` …, each named like its key.
    static JobDraft accounts(JobVerb verb, String prefix, int number) {
        return new JobDraft(
                verb,
                ACCOUNT,
                Optional.of(KEY),
                IntStream.range(0, number)
                        .mapToObj(each -> prefix + "-" + each)
                        .map(key -> record(ACCOUNT, "Name", key, KEY.value(), key))
                        .toList());
    }

    static RecordId id(Optional<RecordOutcome> outcome) {
        return outcome.orElseThrow() instanceof RecordOutcome.Accepted(var id, var created) ? id : refused(outcome);
    }

    private static RecordId refused(Optional<RecordOutcome> outcome) {
        throw new AssertionError("refused: " + outcome);
    }

    @Override
    public void close() {
        org.close();
        server.close();
    }
}
