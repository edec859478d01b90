package dev.lockstep.benchmarks.write;

import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.OutgoingRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One change of every record, to values that none of them has: two fields each, whether the application changes them
/// in its table or the peer in the org.
record Pass(int number) {
    static final ObjectName OBJECT = new ObjectName("Reading__c");

    private static final String TABLE = "salesforce." + LoadStage.TABLE;
    private static final FieldName NOTE = new FieldName("Note__c");
    private static final FieldName VALUE = new FieldName("Value__c");

    private static final String UPDATE = "UPDATE " + TABLE + " SET value__c = %d, note__c = '%s'";

    /// All rows in one transaction.
    String sql() {
        return UPDATE.formatted(number, note());
    }

    /// One row, whose id is bound.
    String sqlOfOne() {
        return sql() + " WHERE id = ?";
    }

    OutgoingRecord record(RecordId id) {
        return new OutgoingRecord(
                OBJECT, Optional.of(id), Map.of(VALUE, Integer.toString(number), NOTE, note()), Set.of(), Map.of());
    }

    /// Finds the records that have it.
    String soql() {
        return "SELECT Id FROM Reading__c WHERE Note__c = '" + note() + "'";
    }

    private String note() {
        return "pass " + number;
    }
}
