package dev.lockstep.orgsim.org;

import java.util.List;

/// Records of one object that are saved in one transaction, each by itself: a refused one is left out.
public sealed interface Batch {
    record Inserts(List<InputRecord> records) implements Batch {
        public Inserts {
            records = List.copyOf(records);
        }
    }

    record Updates(List<InputRecord> records) implements Batch {
        public Updates {
            records = List.copyOf(records);
        }
    }

    /// Records that are updated where their key is found, and created where it isn't.
    ///
    /// @param externalIdField of the object that names records; `Id` names them by their Ids
    record Upserts(String externalIdField, List<InputRecord> records) implements Batch {
        public Upserts {
            records = List.copyOf(records);
        }
    }

    /// Records that go to the recycle bin.
    ///
    /// @param object whose records the Ids name
    /// @param ids of 15 or 18 characters
    record Deletes(String object, List<String> ids) implements Batch {
        public Deletes {
            ids = List.copyOf(ids);
        }
    }

    /// Records that are gone at once.
    ///
    /// @param object whose records the Ids name
    /// @param ids of 15 or 18 characters
    record HardDeletes(String object, List<String> ids) implements Batch {
        public HardDeletes {
            ids = List.copyOf(ids);
        }
    }
}
