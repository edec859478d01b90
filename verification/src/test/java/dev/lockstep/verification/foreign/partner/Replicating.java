package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.DeletedRecord;
import com.sforce.soap.partner.GetDeletedResult;
import com.sforce.soap.partner.GetUpdatedResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.stream.Stream;

/// Asking what was changed and deleted.
final class Replicating {
    private final PartnerConnection org;
    private final Sightings sightings;
    private final Instant now;

    Replicating(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
        this.now = org.getServerTimestamp().getTimestamp().toInstant();
    }

    void visit() throws ConnectionException {
        String changed = Records.saved(org, Records.account("Listed"));
        String deleted = Records.saved(org, Records.account("Listed as deleted"));
        org.delete(new String[] {deleted});
        Calendar start = at(now.minus(Duration.ofMinutes(30)));
        Calendar end = at(now.plus(Duration.ofMinutes(2)));
        GetUpdatedResult updated = org.getUpdated("Account", start, end);
        sightings.see("updated.hasTheChanged", Arrays.asList(updated.getIds()).contains(changed));
        sightings.see("updated.hasTheDeleted", Arrays.asList(updated.getIds()).contains(deleted));
        sightings.see("updated.covered", updated.getLatestDateCovered());
        GetDeletedResult gone = org.getDeleted("Account", start, end);
        sightings.see(
                "deleted.hasTheDeleted",
                Stream.of(gone.getDeletedRecords()).map(DeletedRecord::getId).anyMatch(deleted::equals));
        sightings.see("deleted.isOrdered", gone.getEarliestDateAvailable().before(gone.getLatestDateCovered()));
        refusals(start, end);
    }

    private void refusals(Calendar start, Calendar end) {
        sightings.seeRefusal("updated.backwards", () -> org.getUpdated("Account", end, start));
        sightings.seeRefusal("deleted.backwards", () -> org.getDeleted("Account", end, start));
        Calendar longAgo = at(now.minus(Duration.ofDays(40)));
        sightings.seeRefusal("updated.tooOld", () -> org.getUpdated("Account", longAgo, end));
        sightings.seeRefusal("deleted.tooOld", () -> org.getDeleted("Account", longAgo, end));
        sightings.seeRefusal("updated.unknownObject", () -> org.getUpdated("Nothing__c", start, end));
        sightings.seeRefusal("deleted.unknownObject", () -> org.getDeleted("Nothing__c", start, end));
    }

    private static Calendar at(Instant instant) {
        var calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }
}
