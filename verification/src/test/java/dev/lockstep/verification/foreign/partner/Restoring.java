package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;

/// What becomes of records in the recycle bin.
final class Restoring {
    private static final String NOBODY = "001000000000000AAA";
    private static final int TOO_MANY = 201;

    private final PartnerConnection org;
    private final Sightings sightings;

    Restoring(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        String back = Records.saved(org, Records.account("Comes back"));
        String lost = Records.saved(org, Records.account("Is lost"));
        org.delete(new String[] {back, lost});
        sightings.seeEmptied("emptyRecycleBin", org.emptyRecycleBin(new String[] {lost, NOBODY}));
        sightings.seeUndeleted("undelete", org.undelete(new String[] {back, lost, NOBODY}));
        var tooMany = new String[TOO_MANY];
        Arrays.fill(tooMany, back);
        sightings.seeRefusal("undelete.tooMany", () -> org.undelete(tooMany));
        sightings.seeRefusal("emptyRecycleBin.tooMany", () -> org.emptyRecycleBin(tooMany));
    }
}
