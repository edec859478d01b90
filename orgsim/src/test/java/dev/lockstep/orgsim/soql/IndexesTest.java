package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.QueryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an index finds is what a look at every record finds.
class IndexesTest {
    private static final int RECORDS = 40;
    private static final int QUERIES = 600;
    /// True for no record; beside OR it keeps every index out.
    private static final String NOTHING = "Name = 'nothing has this name'";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Things things = new Things();
    private final List<String> ids = new ArrayList<>();

    @Test
    void findWhatAScanFinds() {
        fill();
        for (var count = 0; count < QUERIES; count++) {
            var condition = condition();
            var rest = order();
            var scope = random.nextBoolean() ? QueryScope.LIVE : QueryScope.WITH_DELETED;

            assertThat(names(condition, rest, scope))
                    .as("seed %d, %s %s %s", seed, condition, rest, scope)
                    .isEqualTo(names("(" + condition + ") OR " + NOTHING, rest, scope));
        }
    }

    private List<String> names(String condition, String rest, QueryScope scope) {
        return Things.names(things.query("SELECT Name FROM Thing__c WHERE " + condition + rest, scope));
    }

    private void fill() {
        for (var number = 0; number < RECORDS; number++) {
            var stamp = Things.NOW.plusSeconds(random.nextInt(5));
            var isDeleted = Boolean.toString(random.nextInt(4) == 0);
            ids.add(
                    random.nextInt(3) == 0
                            ? things.put("Thing__c", "n" + number, stamp, "IsDeleted", isDeleted)
                            : things.put(
                                    "Thing__c",
                                    "n" + number,
                                    stamp,
                                    "IsDeleted",
                                    isDeleted,
                                    "Key__c",
                                    "Key " + number));
        }
    }

    private String condition() {
        var parts = new ArrayList<String>();
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
            parts.add(part());
        }
        return parts.size() == 1 ? parts.getFirst() : "(" + String.join(") AND (", parts) + ")";
    }

    private String part() {
        var compared = pick("=", "!=", "<", "<=", ">", ">=");
        return switch (random.nextInt(8)) {
            case 0 -> "Id " + compared + " '" + id() + "'";
            case 1 -> "Id IN ('" + id() + "', '" + id() + "')";
            case 2 -> "Key__c = " + key();
            case 3 -> "Key__c " + pick("IN", "NOT IN") + " (" + key() + ", " + key() + ")";
            case 4, 5 -> "SystemModstamp " + compared + " 2026-03-15T12:00:0" + random.nextInt(6) + pick("Z", ".500Z");
            case 6 -> "NOT (Id > '" + id() + "' AND SystemModstamp > 2026-03-15T12:00:02Z)";
            default -> "Id = '" + id() + "' OR Key__c = " + key();
        };
    }

    private String id() {
        var id = ids.get(random.nextInt(ids.size()));
        return pick(id, id.substring(0, 15), "a09000000000001AAA", "a08zzzzzzzzzzzz", "a0Azzzzzzzzzzzz");
    }

    private String key() {
        return pick("null", "'nope'", "''", "'key " + random.nextInt(RECORDS) + "'", "'KEY 1'");
    }

    private String order() {
        var order = pick(
                "",
                " ORDER BY Id",
                " ORDER BY Id DESC",
                " ORDER BY SystemModstamp, Id",
                " ORDER BY SystemModstamp DESC",
                " ORDER BY SystemModstamp",
                " ORDER BY Key__c DESC, SystemModstamp");
        return order + pick("", "", " LIMIT 3", " LIMIT 4 OFFSET 2");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
