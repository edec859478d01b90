package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;

/// `getUpdated`, `getDeleted`.
final class ReplicationCalls {
    private final SimulatedOrg org;

    ReplicationCalls(SimulatedOrg org) {
        this.org = org;
    }

    Map<String, Operation> operations() {
        return Map.of("getUpdated", this::getUpdated, "getDeleted", this::getDeleted);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getupdated.htm")
    private void getUpdated(SoapCall call, XmlWriter out) {
        call.session();
        var updated = org.updated(call.argument("sObjectType"), moment(call, "startDate"), moment(call, "endDate"));
        out.start("result");
        updated.ids().forEach(id -> out.text("ids", id));
        out.text("latestDateCovered", ValueText.moment(updated.latestDateCovered()))
                .end();
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getdeleted.htm")
    private void getDeleted(SoapCall call, XmlWriter out) {
        call.session();
        var deleted = org.deleted(call.argument("sObjectType"), moment(call, "startDate"), moment(call, "endDate"));
        out.start("result");
        deleted.deleted()
                .forEach(record -> out.start("deletedRecords")
                        .text("deletedDate", ValueText.moment(record.deletedDate()))
                        .text("id", record.id())
                        .end());
        out.text("earliestDateAvailable", ValueText.moment(deleted.earliestDateAvailable()));
        out.text("latestDateCovered", ValueText.moment(deleted.latestDateCovered()))
                .end();
    }

    /// An XML dateTime.
    @Assumed(reason = "A time without a zone is UTC.")
    private static Instant moment(SoapCall call, String argument) {
        String text = call.argument(argument);
        try {
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime moment
                    ? moment.toInstant()
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw SoapFault.unexpected(
                    "INVALID_OPERATION", "'%s' is not a valid value for the type xsd:dateTime".formatted(text));
        }
    }
}
