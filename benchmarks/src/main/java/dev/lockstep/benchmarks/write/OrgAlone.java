package dev.lockstep.benchmarks.write;

import dev.lockstep.model.FieldType;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Transport;
import dev.lockstep.salesforce.JobClosing;
import dev.lockstep.salesforce.JobDraft;
import dev.lockstep.salesforce.JobVerb;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.WriteCall;
import dev.lockstep.salesforce.WriteJob;
import java.util.List;
import java.util.Optional;

/// The peer: the same changes as an endless stream of full calls, one after the other over one connection, without a
/// database. No engine that sends one call at a time is faster.
final class OrgAlone {
    private static final double NANOS_A_SECOND = 1e9;
    /// As many as the engine gives one job.
    private static final int RECORDS_OF_A_JOB = 10_000;

    private static final long LOOK_EVERY_MILLIS = 10;

    private final Org org;
    private final List<RecordId> records;

    OrgAlone(Org org, List<RecordId> records) {
        this.org = org;
        this.records = List.copyOf(records);
    }

    /// Changes all records; returns how long that took, in seconds.
    double run(Pass pass, Transport transport) throws InterruptedException {
        int size = switch (transport) {
            case SOAP -> WriteCall.MOST_RECORDS;
            case BULK -> RECORDS_OF_A_JOB;
        };
        long began = System.nanoTime();
        for (int first = 0; first < records.size(); first += size) {
            var part = records.subList(first, Math.min(first + size, records.size())).stream()
                    .map(pass::record)
                    .toList();
            switch (transport) {
                case SOAP -> call(part);
                case BULK -> job(part);
            }
        }
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    /// Changes one record; returns how long the org took to answer, in seconds.
    double one(Pass pass, int index) {
        var part = List.of(pass.record(records.get(index)));
        long began = System.nanoTime();
        call(part);
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    /// How many records have the pass's values.
    long count(Pass pass) {
        try (var found = org.query(pass.soql(), QueryScope.LIVE, List.of(new QueryColumn("Id", FieldType.ID)))) {
            return found.totalSize();
        }
    }

    private void call(List<OutgoingRecord> part) {
        switch (org.send(new WriteCall.Update(part))) {
            case SendResult.Answered answered ->
                check(answered.inOrder().stream().allMatch(RecordOutcome.Accepted.class::isInstance));
            case SendResult.NotProcessed not -> throw not.why();
            case SendResult.Unknown unknown -> throw unknown.why();
        }
    }

    private void job(List<OutgoingRecord> part) throws InterruptedException {
        var draft = new JobDraft(JobVerb.UPDATE, Pass.OBJECT, Optional.empty(), part);
        var job = org.openWriteJob(draft);
        org.uploadWriteJob(job.id(), draft);
        check(org.closeWriteJob(job.id()) instanceof JobClosing.Closed);
        while (!job.state().isEnded()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            job = org.writeJob(job.id());
        }
        check(job.state() == WriteJob.State.JOB_COMPLETE);
        check(org.writeJobResults(job.id(), draft).stream()
                .allMatch(outcome ->
                        outcome.filter(RecordOutcome.Accepted.class::isInstance).isPresent()));
    }

    private static void check(boolean isTaken) {
        if (!isTaken) {
            throw new IllegalStateException("the org did not take all changes");
        }
    }
}
