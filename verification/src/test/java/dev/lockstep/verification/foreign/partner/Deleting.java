package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;
import java.util.stream.Stream;

/// Deleting, and what is left of it.
final class Deleting {
    private static final String NOBODY = "001000000000000AAA";
    private static final int TOO_MANY = 201;

    private final PartnerConnection org;
    private final Sightings sightings;

    Deleting(Access access, Sightings sightings) throws ConnectionException {
        this.org = access.connect();
        this.sightings = sightings;
    }

    void visit() throws ConnectionException {
        String id = Records.saved(org, Records.account("Deleted"));
        String held = Records.saved(org, Records.account("Held"));
        String holding = Records.saved(org, Records.record("Case", "Subject", "Holds", "AccountId", held));
        sightings.seeDeleted("delete", org.delete(new String[] {id, id, NOBODY, "nonsense", held}));
        sightings.see("delete.found", count("query", id));
        sightings.see("delete.foundWithDeleted", count("queryAll", id));
        DeleteResult[] both = org.delete(new String[] {holding, held});
        sightings.see(
                "delete.released",
                Stream.of(both).filter(DeleteResult::isSuccess).count());
        var tooMany = new String[TOO_MANY];
        Arrays.fill(tooMany, id);
        sightings.seeRefusal("delete.tooMany", () -> org.delete(tooMany));
    }

    private int count(String call, String id) throws ConnectionException {
        String soql = "SELECT Id FROM Account WHERE Id = '" + id + "'";
        return (call.equals("query") ? org.query(soql) : org.queryAll(soql)).getSize();
    }
}
