package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.RecordChange;

/// What a change event tells of.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm")
public enum ChangeType {
    CREATE,
    UPDATE,
    DELETE,
    UNDELETE,
    GAP_CREATE,
    GAP_UPDATE,
    GAP_DELETE,
    GAP_UNDELETE,
    GAP_OVERFLOW;

    static ChangeType of(RecordChange.Kind kind) {
        return switch (kind) {
            case CREATED -> CREATE;
            case UPDATED -> UPDATE;
            case DELETED -> DELETE;
            case UNDELETED -> UNDELETE;
        };
    }

    /// The same change, of which only the Ids are told.
    ChangeType gap() {
        return switch (this) {
            case CREATE, GAP_CREATE -> GAP_CREATE;
            case UPDATE, GAP_UPDATE -> GAP_UPDATE;
            case DELETE, GAP_DELETE -> GAP_DELETE;
            case UNDELETE, GAP_UNDELETE -> GAP_UNDELETE;
            case GAP_OVERFLOW -> GAP_OVERFLOW;
        };
    }
}
