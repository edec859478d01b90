package dev.lockstep.postgres.merge;

import static dev.lockstep.model.FieldTrait.CREATEABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldType;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.rows.RowPageBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StagingIT {
    @Test
    void stagesAllButTheRecordsThatTheDatabaseRefuses() {
        try (var sync = new MergeFixture(TestMappings.account())) {
            var records = new OrgRecord[50];
            for (int i = 0; i < records.length; i++) {
                records[i] = OrgRecord.numbered(i + 1).with("Name", "n" + i);
            }
            records[7] = records[7].with("Name", "x".repeat(256));
            records[8] = records[8].with("Founded__c", "2026-02-30");
            records[30] = records[30].with("Name", "a\0b");
            records[49] = records[49].with("Id", "not an Id");

            sync.polled(records);

            assertThat(sync.staging.count(sync.mapping)).isEqualTo(46);
            assertThat(new ReadErrors(sync.database).list(sync.mapping, 10))
                    .extracting(ReadErrors.ReadError::sfid)
                    .containsExactlyInAnyOrder(
                            OrgRecord.id(8).value(),
                            OrgRecord.id(9).value(),
                            OrgRecord.id(31).value(),
                            "not an Id");
            assertThat(sync.merge().inserted()).isEqualTo(46);
        }
    }

    @Test
    void stagesInACallersTransactionAllOrNothing() {
        try (var sync = new MergeFixture(TestMappings.account())) {
            var page = OrgRecord.page(
                    sync.mapping,
                    OrgRecord.numbered(1).with("Id", "no Id"),
                    OrgRecord.numbered(2).with("Name", "n"),
                    OrgRecord.numbered(3).with("Name", "x".repeat(256)));
            var mark = sync.mark(Reading.LOAD);

            assertThatThrownBy(() -> sync.database.transaction(connection -> {
                        sync.staging.add(connection, sync.mapping, page, mark);
                        throw new IllegalStateException("the caller changed its mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(sync.staging.count(sync.mapping)).isZero();
            assertThat(new ReadErrors(sync.database).list(sync.mapping, 10)).isEmpty();

            var result =
                    sync.database.transaction(connection -> sync.staging.add(connection, sync.mapping, page, mark));

            assertThat(result.copied()).isEqualTo(1);
            assertThat(result.refused())
                    .extracting(refused -> refused.row() + " " + refused.sqlState())
                    .containsExactly("0 22P02", "2 22001");
            assertThat(new ReadErrors(sync.database).list(sync.mapping, 10))
                    .extracting(ReadErrors.ReadError::sfid)
                    .containsExactlyInAnyOrder("no Id", OrgRecord.id(3).value());
        }
    }

    @Test
    void takesWhatTheOrgSendsForEachType() {
        var mapping = TestMappings.mapping(
                "Kinds__c",
                Access.READ_WRITE,
                TestMappings.field("Flag__c", FieldType.BOOLEAN, 0, CREATEABLE),
                TestMappings.field("At__c", FieldType.TIME, 0, CREATEABLE),
                TestMappings.field("Many__c", FieldType.LONG, 0, CREATEABLE),
                TestMappings.field("Part__c", FieldType.PERCENT, 0, CREATEABLE),
                TestMappings.field("Day__c", FieldType.DATE, 0, CREATEABLE));
        try (var sync = new MergeFixture(mapping)) {
            sync.polled(OrgRecord.numbered(1)
                    .with("Flag__c", "true")
                    .with("At__c", "10:00:00.000Z")
                    .with("Many__c", "9007199254740993")
                    .with("Part__c", "1.0E-7")
                    .with("Day__c", "0001-01-01"));
            sync.merge();

            assertThat(sync.rows("flag__c, at__c, many__c, part__c, day__c"))
                    .containsExactly("t|10:00:00|9007199254740993|1e-07|0001-01-01");
        }
    }

    @Test
    void refusesAPageThatLacksAField() {
        try (var sync = new MergeFixture(TestMappings.contact())) {
            var page = new RowPageBuilder(List.of("Id"))
                    .append(OrgRecord.id(1).value())
                    .build();

            assertThatThrownBy(() -> sync.staging.add(sync.epoch, sync.mapping, page, sync.mark(Reading.POLL)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("IsDeleted");
        }
    }

    @Test
    void readsAgainWhatWasStagedWhenTheTableChanged() {
        try (var sync = new MergeFixture(TestMappings.contact())) {
            sync.polled(OrgRecord.numbered(1).with("LastName", "Doe"));
            var wider = TestMappings.mapping(
                    "Contact",
                    Access.READ_WRITE,
                    TestMappings.field("LastName", FieldType.STRING, 80, CREATEABLE),
                    TestMappings.field("Title", FieldType.STRING, 80, CREATEABLE));
            new MappedTables(sync.database).ensure(wider);

            sync.staging.ensure(wider);
            sync.staging.ensure(wider);

            assertThat(sync.staging.count(wider)).isZero();
            assertThat(new Rereads(sync.database).waiting(wider, 10))
                    .extracting(Rereads.Reread::sfid)
                    .containsExactly(OrgRecord.id(1));
            sync.staging.add(
                    sync.epoch,
                    wider,
                    OrgRecord.page(
                            wider, OrgRecord.numbered(1).with("LastName", "Doe").with("Title", "Dr")),
                    sync.mark(Reading.REREAD));
            new Merge(sync.database, () -> sync.now)
                    .merge(sync.epoch, wider, MergeOrder.underway(), sync.changes::addAll);
            assertThat(sync.rows("lastname, title")).containsExactly("Doe|Dr");
        }
    }
}
