package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.GeneratedRows;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A million rows that are computed when they are looked at: how many are looked at.
class GeneratedRowsTest {
    private static final long COUNT = 1_000_000;
    private static final Instant FIRST = Instant.parse("2026-01-10T00:00:00Z");
    private static final int ROWS_PER_SECOND = 100;

    private final AtomicLong computed = new AtomicLong();
    private final Things things = new Things(Optional.of(new GeneratedRows(
            COUNT,
            FIRST,
            ROWS_PER_SECOND,
            this::value,
            "Key__c",
            GeneratedRowsTest::numberOfKey,
            "005000000000001AAA")));

    private Value value(long number, String field) {
        computed.incrementAndGet();
        return switch (field) {
            case "Name" -> new Value.Text("row " + number);
            case "Key__c" -> new Value.Text("key-" + number);
            case "Count__c" -> new Value.Whole(number);
            default -> Value.Absent.ABSENT;
        };
    }

    private static long numberOfKey(String key) {
        return key.matches("key-[0-9]{1,9}") ? Long.parseLong(key.substring(4)) : 0;
    }

    private static String id(QueryAnswer answer, long row) {
        return answer.rows(row, 1).getFirst().id().orElseThrow();
    }

    @Test
    void makesTheRowsOfAPageOnly() {
        var answer = things.query("SELECT Name FROM Thing__c");

        assertThat(answer.totalSize()).isEqualTo(COUNT);
        assertThat(computed).hasValue(0);
        assertThat(answer.rows(COUNT - 3, 10))
                .extracting(row -> Things.text(row, "Name"))
                .containsExactly("row 999998", "row 999999", "row 1000000");
        assertThat(computed).hasValue(3);
    }

    @Test
    void countsWithoutLooking() {
        assertThat(things.query("SELECT COUNT() FROM Thing__c").totalSize()).isEqualTo(COUNT);
        assertThat(computed).hasValue(0);
    }

    @Test
    void doesNotScanForAStampThatNoRowHas() {
        var window = "SELECT Name FROM Thing__c WHERE SystemModstamp >= %s AND SystemModstamp < %s AND Name != 'x'"
                + " ORDER BY SystemModstamp, Id";

        for (var scope : QueryScope.values()) {
            assertThat(things.query(window.formatted("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"), scope)
                            .totalSize())
                    .isZero();
            assertThat(things.query(window.formatted("2025-03-01T00:00:00Z", "2026-01-10T00:00:00Z"), scope)
                            .totalSize())
                    .isZero();
        }
        assertThat(computed).hasValue(0);
    }

    @Test
    void looksAtTheRowsOfAStampRangeOnly() {
        var answer = things.query("SELECT Name FROM Thing__c WHERE SystemModstamp >= 2026-01-10T00:00:10.000Z AND"
                + " SystemModstamp < 2026-01-10T00:00:12.000Z AND Name != 'x' ORDER BY SystemModstamp, Id");

        assertThat(answer.totalSize()).isEqualTo(2 * ROWS_PER_SECOND);
        assertThat(computed).hasValue(2 * ROWS_PER_SECOND);
        assertThat(Things.text(answer.rows(0, 1).getFirst(), "Name")).isEqualTo("row 1001");
        assertThat(Things.text(answer.rows(199, 5).getFirst(), "Name")).isEqualTo("row 1200");
    }

    @Test
    void goesOnWithinAStamp() {
        var all = things.query("SELECT Name FROM Thing__c WHERE SystemModstamp = 2026-01-10T00:00:10Z");
        var rest = things.query("SELECT Name FROM Thing__c WHERE SystemModstamp = 2026-01-10T00:00:10.000Z AND Id > '"
                + id(all, 89) + "' ORDER BY Id");

        assertThat(all.totalSize()).isEqualTo(ROWS_PER_SECOND);
        assertThat(rest.totalSize()).isEqualTo(10);
        assertThat(id(rest, 0)).isEqualTo(id(all, 90));
    }

    @Test
    void looksUpIdsAndKeys() {
        var id = id(things.query("SELECT Id FROM Thing__c LIMIT 1 OFFSET 41"), 0);

        assertThat(things.where("Id IN ('" + id + "', '005000000000001AAA')")).containsExactly("row 42");
        assertThat(things.where("Key__c = 'KEY-17'")).containsExactly("row 17");
        assertThat(things.where("Key__c IN ('key-17', 'key-3', 'key-0', 'nope', 'KEY-17')"))
                .containsExactly("row 3", "row 17");
        assertThat(things.where("Key__c = 'key-17' AND Name = 'row 18'")).isEmpty();
        assertThat(computed.get()).isLessThan(20);
    }

    @Test
    void looksAtARangeOfIdsOnly() {
        var ids = things.query("SELECT Id FROM Thing__c OFFSET 1000");

        assertThat(things.query("SELECT Id FROM Thing__c WHERE Id > '" + id(ids, 9) + "' AND Id <= '" + id(ids, 19)
                                + "' AND Name != 'x'")
                        .totalSize())
                .isEqualTo(10);
        assertThat(computed.get()).isLessThan(20);
    }

    @Test
    void stopsAtTheLimit() {
        assertThat(things.where("Count__c > 10 LIMIT 5"))
                .containsExactly("row 11", "row 12", "row 13", "row 14", "row 15");
        assertThat(computed.get()).isLessThan(30);
    }

    @Test
    void readsFromTheEnd() {
        assertThat(Things.names(things.query("SELECT Name FROM Thing__c ORDER BY SystemModstamp DESC LIMIT 2")))
                .containsExactly("row 1000000", "row 999999");
        assertThat(Things.names(things.query("SELECT Name FROM Thing__c ORDER BY Id DESC LIMIT 1 OFFSET 1")))
                .containsExactly("row 999999");
    }

    @Test
    void scansForWhatNoIndexKnows() {
        assertThat(things.where("Count__c = 777777")).containsExactly("row 777777");
        assertThat(things.query("SELECT COUNT() FROM Thing__c WHERE Count__c > 999990 OR Name = 'row 5'")
                        .totalSize())
                .isEqualTo(11);
        assertThat(Things.names(
                        things.query("SELECT Name FROM Thing__c WHERE Key__c = 'key-17'", QueryScope.WITH_DELETED)))
                .containsExactly("row 17");
    }
}
