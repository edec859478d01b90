package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.util.List;

/// What every change event tells, whatever changed.
///
/// @param recordIds 18 characters each; several where the same change befell several records, none of an overflow
/// @param sequenceNumber of the event in its transaction, from 1 on
/// @param nulledFields those of the changed fields that are empty now
/// @param changedFields of an update alone; parts of a compound field with its name before theirs
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm")
public record ChangeHeader(
        String entityName,
        List<String> recordIds,
        ChangeType changeType,
        String changeOrigin,
        String transactionKey,
        int sequenceNumber,
        Instant commitTimestamp,
        long commitNumber,
        String commitUser,
        List<String> nulledFields,
        List<String> changedFields) {
    public ChangeHeader {
        recordIds = List.copyOf(recordIds);
        nulledFields = List.copyOf(nulledFields);
        changedFields = List.copyOf(changedFields);
    }

    /// As a gap event tells it, which knows of no fields.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_other_events_gap.htm")
    ChangeHeader gap() {
        return withoutFields(changeType.gap(), recordIds);
    }

    /// As an overflow event tells it, which knows of no records either.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_other_events_overflow.htm")
    ChangeHeader overflow() {
        return withoutFields(ChangeType.GAP_OVERFLOW, List.of());
    }

    private ChangeHeader withoutFields(ChangeType type, List<String> ids) {
        return new ChangeHeader(
                entityName,
                ids,
                type,
                changeOrigin,
                transactionKey,
                sequenceNumber,
                commitTimestamp,
                commitNumber,
                commitUser,
                List.of(),
                List.of());
    }
}
