package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Operation;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.OutgoingRecord;

/// What an entry asks of the org, once it is known what its record is there.
sealed interface Intent {

    /// Something that goes into a call.
    sealed interface Send extends Intent {
        Operation operation();
    }

    /// A new record without a key of its own.
    ///
    /// @param note what isn't sent and why; empty where all is
    record Create(OutgoingRecord content, String note) implements Send {
        @Override
        public Operation operation() {
            return Operation.CREATE;
        }
    }

    record Upsert(FieldName key, OutgoingRecord content, String note) implements Send {
        @Override
        public Operation operation() {
            return Operation.UPSERT;
        }
    }

    record Update(OutgoingRecord content, String note) implements Send {
        @Override
        public Operation operation() {
            return Operation.UPDATE;
        }
    }

    record Delete(RecordId id) implements Send {
        @Override
        public Operation operation() {
            return Operation.DELETE;
        }
    }

    /// Nothing has to be sent.
    record Dismiss(String message) implements Intent {}

    /// It can't be sent as it is; a person has to look at it.
    record Refuse(String code, String message) implements Intent {}
}
