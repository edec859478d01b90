package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.util.Arrays;

/// Short words for records, spoken by Salesforce's own client.
record Records(PartnerConnection soap) {
    static SObject record(String object, String... namesAndValues) {
        var record = new SObject(object);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            record.setField(namesAndValues[index], namesAndValues[index + 1]);
        }
        return record;
    }

    /// Creates a record, which must work, and tells its Id.
    String create(String object, String... namesAndValues) throws ConnectionException {
        SaveResult result = soap.create(new SObject[] {record(object, namesAndValues)})[0];
        assertThat(result.isSuccess()).as(Arrays.toString(result.getErrors())).isTrue();
        return result.getId();
    }

    /// What a query tells of a field, as text; of deleted records, too.
    String field(String id, String object, String field) throws ConnectionException {
        return String.valueOf(soap.queryAll("SELECT %s FROM %s WHERE Id = '%s'".formatted(field, object, id))
                .getRecords()[0]
                .getField(field));
    }

    int live(String object, String id) throws ConnectionException {
        return soap.query(byId(object, id)).getSize();
    }

    int all(String object, String id) throws ConnectionException {
        return soap.queryAll(byId(object, id)).getSize();
    }

    private static String byId(String object, String id) {
        return "SELECT Id FROM %s WHERE Id = '%s'".formatted(object, id);
    }
}
