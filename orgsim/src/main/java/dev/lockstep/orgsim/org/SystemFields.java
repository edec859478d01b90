package dev.lockstep.orgsim.org;

/// The names of the fields that the org itself fills in.
final class SystemFields {
    static final String ID = "Id";
    static final String IS_DELETED = "IsDeleted";
    static final String IS_ARCHIVED = "IsArchived";
    static final String MASTER_RECORD_ID = "MasterRecordId";
    static final String OWNER_ID = "OwnerId";
    static final String CREATED_DATE = "CreatedDate";
    static final String CREATED_BY_ID = "CreatedById";
    static final String LAST_MODIFIED_DATE = "LastModifiedDate";
    static final String LAST_MODIFIED_BY_ID = "LastModifiedById";
    static final String SYSTEM_MODSTAMP = "SystemModstamp";

    private SystemFields() {}
}
