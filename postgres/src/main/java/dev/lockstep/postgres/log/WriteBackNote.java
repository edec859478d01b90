package dev.lockstep.postgres.log;

/// How an outcome is noted for its row, until [WriteBack] has put it there.
final class WriteBackNote {
    static final String COLUMNS = "${schema}._lockstep_write_back (table_name, record_id, entry_id, sfid, lastop, err)";

    /// The newest entry tells the status, any of them the record: an insert may be settled after a later change.
    static final String MERGED = """
        ON CONFLICT (table_name, record_id) DO UPDATE
           SET (entry_id, sfid, lastop, err) = (
               SELECT newest.entry_id, coalesce(newest.sfid, EXCLUDED.sfid, _lockstep_write_back.sfid),
                      newest.lastop, newest.err
                 FROM (VALUES
                        (EXCLUDED.entry_id, EXCLUDED.sfid, EXCLUDED.lastop, EXCLUDED.err, 1),
                        (_lockstep_write_back.entry_id, _lockstep_write_back.sfid, _lockstep_write_back.lastop,
                         _lockstep_write_back.err, 2)) AS newest (entry_id, sfid, lastop, err, place)
                ORDER BY newest.entry_id DESC, newest.place
                LIMIT 1)\
        """;

    private WriteBackNote() {}
}
