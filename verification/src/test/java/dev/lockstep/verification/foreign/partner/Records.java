package dev.lockstep.verification.foreign.partner;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.util.stream.IntStream;

/// Records to be saved.
final class Records {
    static final String KEY = "External_Id__c";

    private Records() {}

    static SObject account(String name) {
        return record("Account", "Name", name);
    }

    /// @param fields name, value, name, value
    static SObject record(String type, Object... fields) {
        var record = new SObject(type);
        for (int i = 0; i < fields.length; i += 2) {
            record.setSObjectField(fields[i].toString(), fields[i + 1]);
        }
        return record;
    }

    static SObject change(String type, String id, Object... fields) {
        SObject record = record(type, fields);
        record.setId(id);
        return record;
    }

    static SObject[] accounts(int count, String name) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> account(name + " " + number))
                .toArray(SObject[]::new);
    }

    /// Saves a record that can't be refused.
    static String saved(PartnerConnection org, SObject record) throws ConnectionException {
        SaveResult result = org.create(new SObject[] {record})[0];
        if (!result.isSuccess()) {
            throw new IllegalStateException("Refused: " + result);
        }
        return result.getId();
    }
}
