package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.Access;
import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// The functions by which people and applications capture a row once more.
class RecaptureIT {
    private static final String SFID = "001000000000001AAA";
    private static final String LAST =
            "SELECT state, action, record_id, sfid, old, \"values\" FROM _trigger_log ORDER BY id DESC LIMIT 1";

    private static Prepared withRow(Access access) {
        var prepared = Prepared.strict(TestMappings.account(access));
        prepared.run(
                "SET lockstep.origin = 'sync'",
                "SELECT setval('_trigger_log_id_seq', 3000000000)",
                "INSERT INTO account (name, phone, sfid) VALUES ('a', '1', '" + SFID + "')",
                "RESET lockstep.origin");
        return prepared;
    }

    @Test
    void anInsertHoldsTheWholeRow() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            assertThat(prepared.one("SELECT hc_capture_insert_from_row(hstore(t.*), 'account') FROM account t"))
                    .isEqualTo("3000000001");

            assertThat(prepared.one("SELECT state || action || record_id || sfid FROM _trigger_log"))
                    .isEqualTo("NEWINSERT1" + SFID);
            assertThat(prepared.one("SELECT array_to_string(akeys(\"values\"::hstore), ' ') FROM _trigger_log"))
                    .contains("id", "name", "phone", "createddate")
                    .doesNotContain("_hc_lastop", "_hc_err");
        }
    }

    @Test
    void anInsertLeavesOutWhatItIsToldToButNeverIdAndSfid() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            prepared.one("SELECT hc_capture_insert_from_row(hstore(t.*), 'account',"
                    + " ARRAY['name', 'id', 'sfid', 'createddate', 'systemmodstamp', 'isdeleted', 'annualrevenue',"
                    + " 'numberofemployees', 'founded__c', 'met__c', 'ext__c']) FROM account t");

            assertThat(prepared.one(LAST))
                    .isEqualTo(
                            "NEW|INSERT|1|" + SFID + "|-|\"id\"=>\"1\", \"sfid\"=>\"" + SFID + "\", \"phone\"=>\"1\"");
        }
    }

    @Test
    void anUpdateHoldsTheColumnsItIsToldOrAllOfThem() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            assertThat(prepared.one("SELECT hc_capture_update_from_row(hstore(t.*), 'account', ARRAY['name'])"
                            + " FROM account t"))
                    .isEqualTo("3000000001");
            assertThat(prepared.one(LAST)).isEqualTo("NEW|UPDATE|1|" + SFID + "|-|\"name\"=>\"a\"");

            prepared.one("SELECT hc_capture_update_from_row(hstore(t.*), 'account') FROM account t");
            assertThat(prepared.one(LAST)).contains("\"phone\"=>\"1\"", "\"createddate\"=>NULL");
        }
    }

    @Test
    void aRowWithoutIdIsAnsweredByNull() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            assertThat(prepared.one("SELECT hc_capture_insert_from_row('name=>b', 'account')"))
                    .isEqualTo("-");
            assertThat(prepared.one("SELECT hc_capture_update_from_row('name=>b, id=>NULL', 'account')"))
                    .isEqualTo("-");
            assertThat(prepared.captured()).isEmpty();
        }
    }

    @Test
    void aTableThatIsNotMappedIsRefused() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            assertThatThrownBy(() -> prepared.one("SELECT hc_capture_insert_from_row('id=>1', '_trigger_log')"))
                    .hasMessageContaining("table _trigger_log is not mapped in schema salesforce");
        }
    }

    @Test
    void aReadOnlyTableLogsReadonly() {
        try (var prepared = withRow(Access.READ_ONLY)) {
            prepared.one("SELECT hc_capture_update_from_row(hstore(t.*), 'account', ARRAY['name']) FROM account t");

            assertThat(prepared.captured()).containsExactly("READONLY UPDATE account 1");
        }
    }

    @Test
    void theCallersDateStyleIsUnderstood() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            prepared.run(
                    "SET lockstep.origin = 'sync'",
                    "UPDATE account SET founded__c = '2020-04-05', annualrevenue = 0.5",
                    "RESET lockstep.origin",
                    """
                    DO $$ BEGIN
                        SET LOCAL datestyle = 'SQL, DMY';
                        PERFORM hc_capture_update_from_row(hstore(t.*), 'account', ARRAY['founded__c', 'annualrevenue'])
                           FROM account t;
                    END $$\
                    """);

            assertThat(prepared.changes())
                    .containsExactly("\"founded__c\"=>\"2020-04-05\", \"annualrevenue\"=>\"0.5\"");
        }
    }

    @Test
    void aListOfColumnsThatIsNullMeansAllOfThem() {
        try (var prepared = withRow(Access.READ_WRITE)) {
            prepared.one("SELECT hc_capture_update_from_row(hstore(t.*), 'account', NULL) FROM account t");

            assertThat(prepared.changes().getLast()).contains("\"phone\"=>\"1\"");
        }
    }
}
