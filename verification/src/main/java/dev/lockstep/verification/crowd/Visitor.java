package dev.lockstep.verification.crowd;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OutgoingRecord;
import dev.lockstep.salesforce.RecordOutcome;
import dev.lockstep.salesforce.SendResult;
import dev.lockstep.salesforce.WriteCall;
import dev.lockstep.verification.wire.FlatFields;
import dev.lockstep.verification.wire.RestSession;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One client. It has accounts of its own, and a field of its own in an account that others work on as well; it
/// remembers what it was told of both, and looks whether the org remembers the same.
final class Visitor {
    private static final int FEWEST = 4;
    private static final int MOST = 20;

    private static final String ACCOUNTS = "/sobjects/Account";
    private static final String BY_KEY = ACCOUNTS + "/External_Id__c/";

    private final Random random;
    private final Findings findings;
    private final RestSession rest;
    private final Org soap;
    private final String name;
    private final SharedField shared;
    private final Map<String, Owned> owned = new TreeMap<>();
    private int made;
    private int versions;
    private Optional<String> sharedValue = Optional.empty();

    /// A field that is this client's alone, of a record that isn't.
    record SharedField(String recordId, String field) {}

    /// An account of this client.
    private record Owned(String id, String version) {}

    Visitor(Random random, Findings findings, RestSession rest, Org soap, String name, SharedField shared) {
        this.random = random;
        this.findings = findings;
        this.rest = rest;
        this.soap = soap;
        this.name = name;
        this.shared = shared;
    }

    /// One thing that a client does, in one call or a few.
    void act() {
        if (owned.size() < FEWEST) {
            create();
            return;
        }
        int choice = random.nextInt(1_000);
        if (choice < 200) {
            update();
        } else if (choice < 420) {
            read();
        } else if (choice < 500) {
            readByKey();
        } else if (choice < 600) {
            queryAll();
        } else if (choice < 660) {
            upsert();
        } else if (choice < 700) {
            updateCollection();
        } else if (choice < 730) {
            updateTogether();
        } else if (choice < 810) {
            updateBySoap();
        } else if (choice < 815) {
            createOrDelete();
        } else if (choice < 900) {
            updateShared();
        } else if (choice < 960) {
            readShared();
        } else if (choice < 985) {
            beRefused();
        } else if (choice < 998) {
            describe();
        } else {
            upsertByBulk();
        }
    }

    /// Looks at everything once more.
    void checkAll() {
        queryAll();
        readShared();
    }

    private void createOrDelete() {
        if (owned.size() >= MOST || (owned.size() > FEWEST && random.nextBoolean())) {
            delete();
        } else {
            create();
        }
    }

    private void create() {
        made++;
        var key = name + "-" + made;
        var version = nextVersion();
        if (random.nextBoolean()) {
            var answer = rest.send("POST", ACCOUNTS, record(Optional.of(key), Optional.empty(), version));
            if (isAnsweredBy(201, answer, "create")) {
                owned.put(key, new Owned(field(answer, "id"), version));
            }
        } else {
            var sent = new OutgoingRecord(
                    new ObjectName("Account"),
                    Optional.empty(),
                    Map.of(
                            new FieldName("Name"),
                            key,
                            new FieldName("External_Id__c"),
                            key,
                            new FieldName("Description"),
                            version),
                    Set.of(),
                    Map.of());
            accepted(new WriteCall.Create(List.of(sent)))
                    .ifPresent(id -> owned.put(key, new Owned(id.value(), version)));
        }
    }

    private void update() {
        var key = anyKey();
        var version = nextVersion();
        var answer = rest.send("PATCH", ACCOUNTS + "/" + id(key), record(Optional.empty(), Optional.empty(), version));
        if (isAnsweredBy(204, answer, "update")) {
            owned.put(key, new Owned(id(key), version));
        }
    }

    private void updateBySoap() {
        var key = anyKey();
        var version = nextVersion();
        var sent = new OutgoingRecord(
                new ObjectName("Account"),
                Optional.of(new RecordId(id(key))),
                Map.of(new FieldName("Description"), version),
                Set.of(),
                Map.of());
        if (accepted(new WriteCall.Update(List.of(sent))).isPresent()) {
            owned.put(key, new Owned(id(key), version));
        }
    }

    private void upsert() {
        made++;
        var key = owned.size() < MOST && random.nextInt(4) == 0 ? name + "-" + made : anyKey();
        var version = nextVersion();
        var answer = rest.send("PATCH", BY_KEY + key, record(Optional.empty(), Optional.of(key), version));
        if (isAnsweredBy(owned.containsKey(key) ? 200 : 201, answer, "upsert")) {
            owned.put(key, new Owned(field(answer, "id"), version));
        }
    }

    private void updateCollection() {
        var version = nextVersion();
        var records = owned.values().stream()
                .map(account -> "{\"attributes\":{\"type\":\"Account\"},\"id\":\"%s\",\"Description\":\"%s\"}"
                        .formatted(account.id(), version))
                .collect(Collectors.joining(","));
        var answer = rest.send("PATCH", "/composite/sobjects", "{\"allOrNone\":true,\"records\":[" + records + "]}");
        if (isAnsweredBy(200, answer, "update of a collection")) {
            var results = FlatFields.listOf(answer.body());
            if (results.size() != owned.size()
                    || !results.stream().allMatch(result -> "true".equals(result.get("success")))) {
                findings.error("update of a collection: " + answer.body());
            } else {
                owned.replaceAll((_, account) -> new Owned(account.id(), version));
            }
        }
    }

    /// Two updates as one: the second by what the first has asked for.
    private void updateTogether() {
        var key = anyKey();
        var version = nextVersion();
        var answer = rest.send("POST", "/composite", """
            {"allOrNone":true,"compositeRequest":[\
            {"method":"PATCH","url":"/services/data/v65.0/sobjects/Account/%1$s","referenceId":"first",\
            "body":{"Description":"passing"}},\
            {"method":"GET","url":"/services/data/v65.0/sobjects/Account/%1$s","referenceId":"read"},\
            {"method":"PATCH","url":"/services/data/v65.0/sobjects/Account/@{read.Id}","referenceId":"second",\
            "body":{"Description":"%2$s"}}]}\
            """.formatted(id(key), version));
        if (isAnsweredBy(200, answer, "composite")) {
            if (FlatFields.listOf(answer.body()).stream()
                    .allMatch(part -> String.valueOf(part.get("httpStatusCode")).startsWith("2"))) {
                owned.put(key, new Owned(id(key), version));
            } else {
                findings.error("composite: " + answer.body());
            }
        }
    }

    private void read() {
        var key = anyKey();
        var answer = rest.get(ACCOUNTS + "/" + id(key) + "?fields=External_Id__c,Description");
        if (isAnsweredBy(200, answer, "read")) {
            compare(key, FlatFields.of(answer.body()));
        }
    }

    private void readByKey() {
        var key = anyKey();
        var answer = rest.get(BY_KEY + key);
        if (isAnsweredBy(200, answer, "read by key")) {
            compare(key, FlatFields.of(answer.body()));
        }
    }

    private void queryAll() {
        var answer = rest.query("SELECT Id, External_Id__c, Description FROM Account WHERE External_Id__c LIKE '" + name
                + "-%' ORDER BY External_Id__c");
        if (isAnsweredBy(200, answer, "query")) {
            var records = FlatFields.listOf(answer.body());
            records.forEach(record -> compare(String.valueOf(record.get("External_Id__c")), record));
            if (records.size() != owned.size()) {
                findings.lost(name + " has " + owned.keySet() + " and finds " + records);
            }
        }
    }

    private void compare(String key, Map<String, String> found) {
        var known = owned.get(key);
        if (known == null
                || !key.equals(found.get("External_Id__c"))
                || !known.version().equals(found.get("Description"))) {
            findings.lost(key + " is known as " + known + " and found as " + found);
        }
    }

    /// Seldom, since an org keeps what is deleted: for a day, even where the bin is emptied.
    private void delete() {
        var key = anyKey();
        var id = id(key);
        if (random.nextBoolean()) {
            if (isAnsweredBy(204, rest.delete(ACCOUNTS + "/" + id), "delete")) {
                owned.remove(key);
            }
        } else if (accepted(new WriteCall.Delete(List.of(new RecordId(id)))).isPresent()) {
            owned.remove(key);
        }
        var emptied = rest.soap("<emptyRecycleBin><ids>" + id + "</ids></emptyRecycleBin>");
        if (isAnsweredBy(200, emptied, "emptyRecycleBin") && !emptied.body().contains("<success>true</success>")) {
            findings.error("emptyRecycleBin: " + emptied.body());
        }
    }

    private void updateShared() {
        var value = nextVersion();
        var answer = rest.send(
                "PATCH", ACCOUNTS + "/" + shared.recordId(), "{\"" + shared.field() + "\":\"" + value + "\"}");
        if (isAnsweredBy(204, answer, "update of a shared record")) {
            sharedValue = Optional.of(value);
        }
    }

    private void readShared() {
        var answer = rest.get(ACCOUNTS + "/" + shared.recordId() + "?fields=" + shared.field());
        if (isAnsweredBy(200, answer, "read of a shared record")) {
            var found = Optional.ofNullable(FlatFields.of(answer.body()).get(shared.field()));
            if (!found.equals(sharedValue)) {
                findings.lost(name + " knows " + sharedValue + " in " + shared + " and finds " + found);
            }
        }
    }

    /// Calls that the org has to refuse.
    private void beRefused() {
        switch (random.nextInt(4)) {
            case 0 -> isRefusedBy(400, "REQUIRED_FIELD_MISSING", rest.send("POST", ACCOUNTS, "{\"Phone\":\"1\"}"));
            case 1 -> isRefusedBy(400, "MALFORMED_QUERY", rest.query("SELECT Id FROM Account WHERE"));
            case 2 -> isRefusedBy(404, "NOT_FOUND", rest.get(BY_KEY + name + "-none"));
            default ->
                isRefusedBy(
                        400,
                        "DUPLICATE_VALUE",
                        rest.send("POST", ACCOUNTS, record(Optional.of(anyKey()), Optional.empty(), "never")));
        }
    }

    private void describe() {
        isAnsweredBy(200, rest.get(random.nextBoolean() ? ACCOUNTS + "/describe" : "/limits"), "describe");
    }

    /// An ingest job with new values for some of the records.
    private void upsertByBulk() {
        var version = nextVersion();
        var keys = new ArrayList<>(owned.keySet()).subList(0, FEWEST - 1);
        var created = rest.send("POST", "/jobs/ingest", """
            {"object":"Account","operation":"upsert","externalIdFieldName":"External_Id__c","lineEnding":"LF"}\
            """);
        if (!isAnsweredBy(200, created, "creation of a job")) {
            return;
        }
        var job = "/jobs/ingest/" + field(created, "id");
        var csv = keys.stream().map(key -> key + "," + version + "\n").collect(Collectors.joining());
        isAnsweredBy(
                201,
                rest.send(
                        "PUT",
                        job + "/batches",
                        "text/csv",
                        ("External_Id__c,Description\n" + csv).getBytes(StandardCharsets.UTF_8)),
                "upload");
        isAnsweredBy(200, rest.send("PATCH", job, "{\"state\":\"UploadComplete\"}"), "closing of a job");
        var state = "UploadComplete";
        while (state.equals("UploadComplete") || state.equals("InProgress")) {
            state = field(rest.get(job), "state");
        }
        var failed = rest.get(job + "/failedResults");
        if (!state.equals("JobComplete") || failed.body().strip().lines().count() > 1) {
            findings.error("a job ended as " + state + ": " + failed.body());
            return;
        }
        keys.forEach(key -> owned.put(key, new Owned(id(key), version)));
        isAnsweredBy(204, rest.delete(job), "deletion of a job");
    }

    private boolean isAnsweredBy(int status, HttpResponse<String> answer, String call) {
        if (answer.statusCode() != status) {
            findings.error(call + " by " + name + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.statusCode() == status;
    }

    private void isRefusedBy(int status, String code, HttpResponse<String> answer) {
        if (answer.statusCode() != status || !answer.body().contains("\"errorCode\":\"" + code + "\"")) {
            findings.error(code + " asked for by " + name + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private Optional<RecordId> accepted(WriteCall call) {
        findings.called();
        var result = soap.send(call);
        if (result instanceof SendResult.Answered answered
                && answered.inOrder().getFirst() instanceof RecordOutcome.Accepted accepted) {
            return Optional.of(accepted.id());
        }
        findings.error("SOAP call by " + name + ": " + result);
        return Optional.empty();
    }

    private static String field(HttpResponse<String> answer, String field) {
        return String.valueOf(FlatFields.of(answer.body()).get(field));
    }

    /// A new record has its key in its body; one that is upserted has it in the path.
    private static String record(Optional<String> key, Optional<String> name, String version) {
        var fields = new ArrayList<String>();
        key.ifPresent(text -> fields.add("\"External_Id__c\":\"" + text + "\",\"Name\":\"" + text + "\""));
        name.ifPresent(text -> fields.add("\"Name\":\"" + text + "\""));
        fields.add("\"Description\":\"" + version + "\"");
        return "{" + String.join(",", fields) + "}";
    }

    private String anyKey() {
        return new ArrayList<>(owned.keySet()).get(random.nextInt(owned.size()));
    }

    private String id(String key) {
        return Optional.ofNullable(owned.get(key)).orElseThrow().id();
    }

    private String nextVersion() {
        versions++;
        return name + " v" + versions;
    }
}
