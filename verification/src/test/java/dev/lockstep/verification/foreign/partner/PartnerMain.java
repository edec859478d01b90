package dev.lockstep.verification.foreign.partner;

import com.sforce.async.AsyncApiException;
import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.util.Properties;

/// Reads from standard input where the org is, calls it, and writes to standard output what came of it; both in the
/// form
/// of [Properties].
final class PartnerMain {
    private PartnerMain() {}

    public static void main(String[] arguments) throws IOException, ConnectionException, AsyncApiException {
        var given = new Properties();
        given.load(System.in);
        var access = Access.of(given);
        var sightings = new Sightings();
        switch (access.visit()) {
            case "everything" -> everything(access, sightings);
            case "bulk" -> new Bulk(access, sightings).visit();
            case "one-create" -> Saving.createOne(access, sightings);
            default -> throw new IllegalArgumentException("No such visit: " + access.visit());
        }
        sightings.writeTo(System.out);
    }

    private static void everything(Access access, Sightings sightings) throws ConnectionException {
        sightings.see("classPath", System.getProperty("java.class.path"));
        new Describing(access, sightings).visit();
        new Querying(access, sightings).visit();
        new Retrieving(access, sightings).visit();
        new Saving(access, sightings).visit();
        new SaveRefusals(access, sightings).visit();
        new Deleting(access, sightings).visit();
        new Restoring(access, sightings).visit();
        new Replicating(access, sightings).visit();
        new SigningIn(access, sightings).visit();
    }
}
