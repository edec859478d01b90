package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;

/// What becomes of records in the recycle bin, and how records get there that are merged.
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
        String duplicate = Records.saved(org, Records.account("Comes back, too"));
        Records.saved(org, Records.record("Contact", "LastName", "Moved", "AccountId", duplicate));
        org.delete(new String[] {back, lost});
        sightings.seeEmptied("emptyRecycleBin", org.emptyRecycleBin(new String[] {lost, NOBODY}));
        sightings.seeUndeleted("undelete", org.undelete(new String[] {back, lost, NOBODY}));
        sightings.seeMerged("merge", org.merge(new MergeRequest[] {merging(back, duplicate), merging(back, NOBODY)}));
        var tooManyMerges = new MergeRequest[TOO_MANY];
        Arrays.fill(tooManyMerges, merging(back, duplicate));
        sightings.seeRefusal("merge.tooMany", () -> org.merge(tooManyMerges));
        var tooMany = new String[TOO_MANY];
        Arrays.fill(tooMany, back);
        sightings.seeRefusal("undelete.tooMany", () -> org.undelete(tooMany));
        sightings.seeRefusal("emptyRecycleBin.tooMany", () -> org.emptyRecycleBin(tooMany));
    }

    private static MergeRequest merging(String master, String loser) {
        var request = new MergeRequest();
        request.setMasterRecord(Records.change("Account", master, "Phone", "1"));
        request.setRecordToMergeIds(new String[] {loser});
        return request;
    }
}
