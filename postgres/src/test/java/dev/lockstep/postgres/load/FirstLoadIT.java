package dev.lockstep.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.TestDatabase;
import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.TestServer;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.fence.Epochs;
import dev.lockstep.postgres.load.LoadState.LoadedPage;
import dev.lockstep.postgres.merge.OrgRecord;
import dev.lockstep.postgres.merge.ReadMark;
import dev.lockstep.postgres.merge.ReadProgress;
import dev.lockstep.postgres.merge.Reading;
import dev.lockstep.postgres.merge.Watermarks;
import dev.lockstep.postgres.schema.CaptureHealth;
import dev.lockstep.postgres.schema.MappedTables;
import dev.lockstep.postgres.schema.PreparedTable.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A first load: into a table that nobody sees, and then seen with everything that belongs to it.
final class FirstLoadIT {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final ReadMark MARK = new ReadMark(Reading.LOAD, 0, NOON);
    private static final String SHAPE = """
        SELECT 'column ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' '
               || attidentity::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), 'no default')
               || ' ' || attcollation::regcollation
          FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = 'salesforce.account'::regclass AND attnum > 0
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'salesforce' AND tablename = 'account'
        UNION ALL
        SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE conrelid = 'salesforce.account'::regclass AND contype <> 'n'
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text || ' ' || obj_description(oid, 'pg_trigger')
          FROM pg_trigger WHERE tgrelid = 'salesforce.account'::regclass
        UNION ALL
        SELECT 'sequence ' || pg_get_serial_sequence('salesforce.account', 'id')
        ORDER BY 1\
        """;

    private final Mapping mapping = TestMappings.account();
    private final TestDatabase test = TestServer.database();
    private final DataDatabase database = test.prepared(CaptureRule.STRICT);
    private final Session application = test.application();
    private final Epoch epoch = new Epoch(TestDatabase.SCHEMA, 0);
    private final Loads loads = new Loads(database);
    private final UnseenRows rows = new UnseenRows(database, mapping);
    private final FirstLoad end = new FirstLoad(database, mapping);

    @BeforeEach
    void find() {
        assertThat(new MappedTables(database).find(mapping).origin()).isEqualTo(Origin.ABSENT);
    }

    @AfterEach
    void close() {
        application.close();
        database.close();
    }

    @Test
    void showsNothingOfATableBeforeItIsWhole() {
        begin();
        add("page 1", record(1), record(2));
        end.makeIndexes();

        assertThat(application.one("SELECT to_regclass('salesforce.account')")).isEqualTo("-");

        end.publish(epoch, 2);

        assertThat(application.rows("SELECT sfid, name, _hc_lastop, _hc_err FROM account ORDER BY sfid"))
                .containsExactly(OrgRecord.id(1) + "|Name 1|SYNCED|-", OrgRecord.id(2) + "|Name 2|SYNCED|-");
        assertThat(loads.underWay(mapping)).isEmpty();
        assertThat(new Watermarks(database).progress(mapping)).satisfies(progress -> {
            assertThat(progress.state()).isEqualTo(ReadProgress.State.SYNCED);
            assertThat(progress.watermark()).contains(NOON);
            assertThat(progress.loadedRows()).isEqualTo(2);
        });
        assertThat(application.rows("SELECT * FROM _trigger_log"))
                .as("captured while it was loaded")
                .isEmpty();
    }

    @Test
    void leavesTheSameTableAsOneThatIsMadeEmpty() {
        begin();
        end.makeIndexes();
        end.publish(epoch, 0);

        var other = TestServer.database();
        try (var made = other.prepared(CaptureRule.STRICT, mapping);
                var session = other.application()) {
            assertThat(made).isNotNull();
            assertThat(application.rows(SHAPE)).isEqualTo(session.rows(SHAPE)).hasSizeGreaterThan(20);
        }
        assertThat(new CaptureHealth(database).check(mapping)).isEmpty();
        assertThat(new MappedTables(database).find(mapping).origin()).isEqualTo(Origin.FOUND);
    }

    @Test
    void capturesWhatAnApplicationDoesFromTheFirstMomentOn() {
        load(record(1));

        application.run("UPDATE account SET name = 'Other'", "INSERT INTO account (name) VALUES ('New')");

        assertThat(application.rows("SELECT state, action, record_id FROM _trigger_log ORDER BY id"))
                .containsExactly("NEW|UPDATE|1", "NEW|INSERT|2");
    }

    @Test
    void remembersHowFarEachPageIsTogetherWithItsRecords() {
        begin();
        loads.runsAs(epoch, mapping, "750000000000001AAA");
        add("page 1", record(1), record(2));
        add("page 2", record(3));
        addFrom(new PagePosition("page 1", 2), record(4));
        loads.whole(epoch, mapping, new PagePosition("page 1", 3));

        var load = loads.underWay(mapping).orElseThrow();

        assertThat(load.target()).isEqualTo(LoadTarget.UNSEEN);
        assertThat(load.question()).isEqualTo("everything");
        assertThat(load.mark()).isEqualTo(MARK);
        assertThat(load.job()).contains("750000000000001AAA");
        assertThat(load.pages())
                .containsOnlyKeys("page 1", "page 2")
                .containsEntry("page 1", new LoadedPage(3, 0, true))
                .containsEntry("page 2", new LoadedPage(1, 0, false));
        assertThat(load.records()).isEqualTo(4);
    }

    @Test
    void bringsNoRecordOfAPageThatIsWholeAlready() {
        begin();
        add("page 1", record(1));
        loads.whole(epoch, mapping, new PagePosition("page 1", 1));

        assertThatThrownBy(() -> addFrom(new PagePosition("page 1", 1), record(2)))
                .isInstanceOf(DatabaseFailure.class);

        assertThat(unseen("sfid")).containsExactly(OrgRecord.id(1).value());
    }

    /// As after a crash of the server: it takes confirmed transactions back that weren't on disk yet.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void bringsNoRecordOfAPageThatStandsElsewhere(long believed) {
        begin();
        add("page 1", record(1), record(2));
        var elsewhere = new PagePosition("page 1", believed);

        var failure = catchThrowableOfType(DatabaseFailure.class, () -> addFrom(elsewhere, record(3)));
        var end = catchThrowableOfType(DatabaseFailure.class, () -> loads.whole(epoch, mapping, elsewhere));

        assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.GONE);
        assertThat(end.kind()).isEqualTo(DatabaseFailure.Kind.GONE);
        assertThat(unseen("sfid"))
                .containsExactly(OrgRecord.id(1).value(), OrgRecord.id(2).value());
        assertThat(loads.underWay(mapping).orElseThrow().pages())
                .containsExactly(Map.entry("page 1", new LoadedPage(2, 0, false)));
    }

    @Test
    void bringsNoRecordOfAPageOfWhichNothingIsLeft() {
        begin();
        var lost = new PagePosition("page 1", 2);

        assertThatThrownBy(() -> addFrom(lost, record(3))).isInstanceOf(DatabaseFailure.class);
        assertThatThrownBy(() -> loads.whole(epoch, mapping, lost)).isInstanceOf(DatabaseFailure.class);

        assertThat(unseen("sfid")).isEmpty();
        assertThat(loads.underWay(mapping).orElseThrow().pages()).isEmpty();
    }

    /// Where nothing remembers how far the load is, nothing would miss records that a crash takes back. The server of
    /// the tests waits for no disk by itself.
    @Test
    void hasRecordsOnDiskAtOnceOfWhichNothingIsRemembered() {
        begin();
        try (var owner = test.applicationAs("postgres")) {
            owner.run("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database());"
                    + " END $$");
        }
        try (var durable = test.open(CaptureRule.STRICT)) {
            var before = application.one("SELECT pg_current_wal_insert_lsn()");

            new UnseenRows(durable, mapping).add(epoch, OrgRecord.page(mapping, record(1)), Optional.empty());

            assertThat(application.one("SELECT pg_current_wal_flush_lsn() > '" + before + "'"))
                    .isEqualTo("t");
        }
        assertThat(unseen("sfid")).containsExactly(OrgRecord.id(1).value());
    }

    @Test
    void takesAnEmptyPageAsWhole() {
        begin();
        var end = new PagePosition("page 1", 0);

        loads.whole(epoch, mapping, end);
        loads.whole(epoch, mapping, end);

        assertThat(loads.underWay(mapping).orElseThrow().pages())
                .containsExactly(Map.entry("page 1", new LoadedPage(0, 0, true)));
    }

    @Test
    void bringsNoRecordForAShiftThatWasSucceeded() {
        begin();
        new Epochs(database).take("the next one");

        assertThatThrownBy(() -> add("page 1", record(1))).isInstanceOf(EpochLost.class);
        assertThatThrownBy(() -> end.publish(epoch, 0)).isInstanceOf(EpochLost.class);

        assertThat(unseen("sfid")).isEmpty();
        assertThat(loads.underWay(mapping).orElseThrow().pages()).isEmpty();
    }

    @Test
    void beginsAnewWithoutWhatWasThere() {
        begin();
        add("page 1", record(1), record(2).with("Name", "x".repeat(256)));

        begin();

        assertThat(application.rows("SELECT sfid FROM _lockstep_read_error")).isEmpty();
        assertThat(unseen("sfid")).isEmpty();
        assertThat(loads.underWay(mapping).orElseThrow().pages()).isEmpty();
    }

    @Test
    void listsWhatTheDatabaseRefusesAndBringsTheRest() {
        begin();
        long refused = add(
                "page 1",
                record(1),
                record(2).with("NumberOfEmployees", "12345678901"),
                record(3).with("Name", "x".repeat(256)),
                record(4).with("Id", "no Id"),
                record(5));

        assertThat(refused).isEqualTo(3);
        assertThat(unseen("sfid"))
                .containsExactly(OrgRecord.id(1).value(), OrgRecord.id(5).value());
        assertThat(application.rows("SELECT sfid, sql_state FROM _lockstep_read_error ORDER BY sfid COLLATE \"C\""))
                .containsExactly(OrgRecord.id(2) + "|22003", OrgRecord.id(3) + "|22001", "no Id|22P02");
        assertThat(loads.underWay(mapping).orElseThrow().pages()).containsEntry("page 1", new LoadedPage(5, 3, false));
    }

    @Test
    void settlesAnIdentifierThatWentFromOneRecordToAnotherWhileTheyWereRead() {
        load(
                record(1).with("Ext__c", "A"),
                record(2).with("Ext__c", " a").changedAt("13:00:00"),
                record(3).with("Ext__c", "b"));

        assertThat(application.rows("SELECT sfid, ext__c FROM account ORDER BY sfid"))
                .containsExactly(OrgRecord.id(1) + "|-", OrgRecord.id(2) + "| a", OrgRecord.id(3) + "|b");
        assertThat(application.rows("SELECT sfid FROM _lockstep_reread ORDER BY sfid"))
                .containsExactly(OrgRecord.id(1).value(), OrgRecord.id(2).value());
    }

    @Test
    void keepsOneRowOfARecordThatCameTwice() {
        load(record(1), record(1).with("Name", "Again"), record(2));

        assertThat(application.rows("SELECT sfid FROM account ORDER BY sfid"))
                .containsExactly(OrgRecord.id(1).value(), OrgRecord.id(2).value());
        assertThat(application.rows("SELECT sfid FROM _lockstep_reread"))
                .containsExactly(OrgRecord.id(1).value());
    }

    @Test
    void leavesATableAloneThatSomebodyMadeMeanwhile() {
        begin();
        add("page 1", record(1));
        application.run("CREATE TABLE account (mine text)", "INSERT INTO account VALUES ('precious')");
        end.makeIndexes();

        var failure = catchThrowableOfType(DatabaseFailure.class, () -> end.publish(epoch, 1));

        assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.MISCONFIGURED);
        assertThat(failure).hasMessageContaining("somebody made salesforce.account");
        assertThat(application.rows("SELECT * FROM account")).containsExactly("precious");
        application.run("DROP TABLE account");
        end.publish(epoch, 1);
        assertThat(application.rows("SELECT sfid FROM account"))
                .containsExactly(OrgRecord.id(1).value());
    }

    @Test
    void saysWhichIndexNamesAnotherTableHas() {
        application.run("CREATE TABLE former (sfid text)", "CREATE INDEX hcu_idx_account_sfid ON former (sfid)");
        begin();
        end.makeIndexes();

        assertThatThrownBy(() -> end.publish(epoch, 0))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("hcu_idx_account_sfid");
    }

    @Test
    void givesNoRowAnIdThatEntriesOfALostTableKnow() {
        load(record(1), record(2));
        application.run("UPDATE account SET name = 'Other' WHERE id = 2", "DROP TABLE account");

        assertThat(new MappedTables(database).find(mapping).origin()).isEqualTo(Origin.ABSENT);
        assertThat(new Watermarks(database).watermark(mapping))
                .as("so that it is loaded again")
                .isEmpty();
        load(record(1), record(2));

        assertThat(application.rows("SELECT id FROM account ORDER BY id")).isEqualTo(List.of("3", "4"));
    }

    private void begin() {
        loads.begin(epoch, mapping, LoadTarget.UNSEEN, "everything", MARK);
    }

    private void load(OrgRecord... records) {
        begin();
        add("page 1", records);
        end.makeIndexes();
        end.publish(epoch, records.length);
    }

    private long add(String page, OrgRecord... records) {
        return addFrom(new PagePosition(page, 0), records);
    }

    private long addFrom(PagePosition from, OrgRecord... records) {
        return rows.add(epoch, OrgRecord.page(mapping, records), Optional.of(from));
    }

    private static OrgRecord record(int number) {
        return OrgRecord.numbered(number).with("Name", "Name " + number);
    }

    private List<String> unseen(String columns) {
        var table = application.one("SELECT relname FROM pg_class WHERE relname LIKE '\\_lockstep\\_load\\_%'"
                + " AND relkind = 'r' AND relname ~ '\\d$'");
        return application.rows("SELECT " + columns + " FROM " + table + " ORDER BY sfid");
    }
}
