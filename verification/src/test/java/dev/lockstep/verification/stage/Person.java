package dev.lockstep.verification.stage;

import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Somebody who works in the org itself, past the sync, and looks at what is there.
public final class Person {
    private final SimulatedOrg org;
    private final OrgUser user;

    Person(SimulatedOrg org, OrgUser user) {
        this.org = org;
        this.user = user;
    }

    /// Creates a record; returns its Id.
    ///
    /// @param fields name, value, name, value
    public String create(String object, String... fields) {
        return createAll(List.of(record(object, Optional.empty(), fields))).getFirst();
    }

    /// Creates records in one call: they get one SystemModstamp.
    public List<String> createAll(List<InputRecord> records) {
        return saved(org.create(user, records, SaveOptions.ALL_OR_NONE));
    }

    public void update(String object, String id, String... fields) {
        saved(org.update(user, List.of(record(object, Optional.of(id), fields)), SaveOptions.ALL_OR_NONE));
    }

    public void delete(String... ids) {
        saved(org.delete(user, List.of(ids), SaveOptions.ALL_OR_NONE));
    }

    public static InputRecord record(String object, Optional<String> id, String... fields) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return new InputRecord(object, id, values, Set.of(), Map.of());
    }

    private static List<String> saved(List<SaveOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> switch (outcome) {
                    case SaveOutcome.Saved saved -> saved.id();
                    case SaveOutcome.Refused refused -> throw new IllegalStateException("refused: " + refused.errors());
                })
                .toList();
    }

    /// How many live records a condition finds.
    public long count(String object, String condition) {
        return find(object, condition, QueryScope.LIVE).size();
    }

    /// The Ids of live records that a condition finds.
    public List<String> ids(String object, String condition) {
        return find(object, condition, QueryScope.LIVE);
    }

    /// As [#ids], records in the recycle bin included.
    public List<String> idsWithDeleted(String object, String condition) {
        return find(object, condition, QueryScope.WITH_DELETED);
    }

    private List<String> find(String object, String condition, QueryScope scope) {
        var answer = org.query("SELECT Id FROM " + object + " WHERE " + condition, scope);
        return answer.rows(0, Math.toIntExact(answer.totalSize())).stream()
                .map(row -> row.id().orElseThrow())
                .toList();
    }

    /// A text field of one record; empty where it has no value.
    public String text(String object, String id, String field) {
        var answer = org.query("SELECT " + field + " FROM " + object + " WHERE Id = '" + id + "'", QueryScope.LIVE);
        var value = answer.rows(0, 1).getFirst().cells().getFirst().value();
        return value instanceof Value.Text(var text) ? text : "";
    }
}
