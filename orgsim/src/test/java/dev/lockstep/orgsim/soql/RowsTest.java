package dev.lockstep.orgsim.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SelectedColumn;
import dev.lockstep.orgsim.org.Value;
import org.junit.jupiter.api.Test;

/// What rows hold: fields, parents, deleted records.
class RowsTest {
    private final Things things = new Things();

    private static QueryRow parent(QueryRow row, String relationship) {
        return ((Value.Parent) Things.value(row, relationship)).row();
    }

    @Test
    void namesColumnsAsTheOrgSpellsThem() {
        things.put("x", "Count__c", "7");

        var answer = things.query("SELECT name, COUNT__C, parent__r.NAME, id FROM thing__c");

        assertThat(answer.kind()).isEqualTo(QueryAnswer.Kind.RECORDS);
        assertThat(answer.object().name()).isEqualTo("Thing__c");
        assertThat(answer.columns())
                .extracting(SelectedColumn::name)
                .containsExactly("Name", "Count__c", "Parent__r.Name", "Id");
        var row = answer.rows(0, 1).getFirst();
        assertThat(row.cells()).extracting(QueryRow.Cell::name).containsExactly("Name", "Count__c", "Parent__r", "Id");
        assertThat(row.value(answer.columns().get(1))).isEqualTo(new Value.Whole(7));
        assertThat(row.id()).hasValue(Things.text(row, "Id"));
    }

    @Test
    void gathersTheColumnsOfAParent() {
        var user = things.put("User", "Ann", Things.NOW);
        var top = things.put("top", "OwnerId", user);
        var middle = things.put("middle", "Parent__c", top);
        things.put("bottom", "Parent__c", middle);

        var answer = things.query("SELECT Parent__r.Name, Name, Parent__r.Parent__r.Name, Parent__r.Id,"
                + " Parent__r.Parent__r.Owner.Name FROM Thing__c ORDER BY Id DESC");
        var row = answer.rows(0, 1).getFirst();

        assertThat(row.cells()).extracting(QueryRow.Cell::name).containsExactly("Parent__r", "Name");
        var parent = parent(row, "Parent__r");
        assertThat(parent.type()).isEqualTo("Thing__c");
        assertThat(parent.id()).hasValue(middle);
        assertThat(parent.cells()).extracting(QueryRow.Cell::name).containsExactly("Name", "Parent__r", "Id");
        assertThat(answer.columns().stream().map(row::value).toList())
                .containsExactly(
                        new Value.Text("middle"),
                        new Value.Text("bottom"),
                        new Value.Text("top"),
                        new Value.Text(middle),
                        new Value.Text("Ann"));
        assertThat(answer.columns().stream()
                        .map(answer.rows(2, 1).getFirst()::value)
                        .toList())
                .containsExactly(
                        Value.Absent.ABSENT,
                        new Value.Text("top"),
                        Value.Absent.ABSENT,
                        Value.Absent.ABSENT,
                        Value.Absent.ABSENT);
    }

    @Test
    void goesUpFiveParents() {
        var parent = things.put("0");
        for (var depth = 1; depth <= 5; depth++) {
            parent = things.put(Integer.toString(depth), "Parent__c", parent);
        }
        var path = "Parent__r.".repeat(5) + "Name";

        assertThat(things.where(path + " = '0'")).containsExactly("5");
        assertThat(things.where(path + " = null")).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void readsParentsOfSeveralObjects() {
        var user = things.put("User", "Ann", Things.NOW, "Email", "ann@example.com");
        var group = things.put("Group", "Crew", Things.NOW);
        things.put("of user", "OwnerId", user);
        things.put("of group", "OwnerId", group);
        things.put("of nobody");

        var answer = things.query("SELECT Owner.Name, Owner.Email FROM Thing__c");
        var rows = answer.rows(0, 3);

        assertThat(parent(rows.getFirst(), "Owner").type()).isEqualTo("User");
        assertThat(parent(rows.get(1), "Owner").type()).isEqualTo("Group");
        assertThat(Things.text(parent(rows.get(1), "Owner"), "Name")).isEqualTo("Crew");
        assertThat(Things.value(parent(rows.get(1), "Owner"), "Email")).isEqualTo(Value.Absent.ABSENT);
        assertThat(Things.value(rows.get(2), "Owner")).isEqualTo(Value.Absent.ABSENT);
        assertThat(things.where("Owner.Name = 'crew'")).containsExactly("of group");
        assertThat(things.where("Owner.Email = 'ann@example.com'")).containsExactly("of user");
        assertThat(things.where("Owner.Name != 'crew'")).containsExactly("of user", "of nobody");
    }

    @Test
    void tellsOfWhichObjectAParentIs() {
        things.put("of user", "OwnerId", things.put("User", "Ann", Things.NOW));
        things.put("of group", "OwnerId", things.put("Group", "Crew", Things.NOW));
        things.put("of nobody");

        var rows = things.query("SELECT Owner.Type FROM Thing__c").rows(0, 3);

        assertThat(Things.text(parent(rows.getFirst(), "Owner"), "Type")).isEqualTo("User");
        assertThat(things.where("Owner.Type = 'Group'")).containsExactly("of group");
        assertThat(things.where("Owner.Type IN ('Group', 'User')")).containsExactly("of user", "of group");
    }

    @Test
    void takesAnAliasAndTheObjectsNameBeforeFields() {
        var top = things.put("top");
        things.put("child", "Parent__c", top);

        assertThat(Things.names(
                        things.query("SELECT t.Name FROM Thing__c t WHERE t.Parent__r.Name = 'top' ORDER BY t.Name")))
                .containsExactly("child");
        assertThat(Things.names(things.query("SELECT Thing__c.Name FROM Thing__c WHERE Thing__c.Name = 'top'")))
                .containsExactly("top");
    }

    @Test
    void leavesDeletedRecordsOutUnlessAskedForThem() {
        var gone = things.put("gone", "IsDeleted", "true", "Key__c", "k1");
        things.put("child", "Parent__c", gone, "Key__c", "k2");

        assertThat(things.where("Name != null")).containsExactly("child");
        assertThat(things.where("Id = '" + gone + "'")).isEmpty();
        assertThat(things.where("Key__c = 'k1'")).isEmpty();
        assertThat(things.where("IsDeleted = true")).isEmpty();
        assertThat(things.where("Parent__r.Name = 'gone'")).isEmpty();

        for (var condition : new String[] {
            "Id = '" + gone + "'", "Key__c IN ('K1')", "IsDeleted = TRUE", "SystemModstamp < 2026-01-01T00:00:01Z"
        }) {
            var answer =
                    things.query("SELECT Name, IsDeleted FROM Thing__c WHERE " + condition, QueryScope.WITH_DELETED);
            assertThat(Things.names(answer)).as(condition).containsExactly("gone");
            assertThat(Things.value(answer.rows(0, 1).getFirst(), "IsDeleted")).isEqualTo(new Value.Flag(true));
        }
        assertThat(Things.names(things.query(
                        "SELECT Name FROM Thing__c WHERE Parent__r.Name = 'gone'", QueryScope.WITH_DELETED)))
                .containsExactly("child");
    }

    @Test
    void readsTheObjectNamedOrder() {
        things.put("Order", "2", Things.NOW);
        things.put("Order", "1", Things.NOW);

        assertThat(Things.names(things.query("SELECT Name FROM Order ORDER BY Name")))
                .containsExactly("1", "2");
        assertThat(Things.names(things.query("select Order.Name from order where order.Name = '2'")))
                .containsExactly("2");
        assertThat(things.query("SELECT COUNT() FROM Order").totalSize()).isEqualTo(2);
    }

    @Test
    void readsTheSameColumnByColumn() {
        var ann = things.put("User", "Ann", Things.NOW);
        var bob = things.put("User", "Bob", Things.NOW);
        var top = things.put("top", "OwnerId", ann);
        var other = things.put("other", "OwnerId", bob);
        for (var number = 0; number < 12; number++) {
            var parent = number % 3 == 0 ? top : other;
            if (number % 5 == 0) {
                things.put("child " + number);
            } else {
                things.put("child " + number, "Parent__c", parent, "OwnerId", number % 2 == 0 ? ann : bob);
            }
        }

        var answer = things.query("SELECT Name, Parent__r.Name, OwnerId, Parent__r.Owner.Name, Owner.Name, Parent__c"
                + " FROM Thing__c ORDER BY Name");
        var views = answer.views(3, 100);

        for (var row : answer.rows(3, 100)) {
            var view = views.next();
            for (var column = 0; column < answer.columns().size(); column++) {
                assertThat(view.value(column))
                        .isEqualTo(row.value(answer.columns().get(column)));
            }
        }
        assertThat(views).isExhausted();
        assertThat(answer.views(1_000, 5)).isExhausted();
    }

    @Test
    void remembersHowTheQueryWroteAColumn() {
        things.put("x");

        assertThat(things.query("SELECT name, t.parent__r.NAME, Id FROM thing__c t")
                        .columns())
                .extracting(SelectedColumn::written)
                .containsExactly("name", "t.parent__r.NAME", "Id");
    }
}
