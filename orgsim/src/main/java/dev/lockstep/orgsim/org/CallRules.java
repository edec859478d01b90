package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a call that saves may hold.
public final class CallRules {
    private static final int MOST_RECORDS = 200;
    private static final int MOST_RUNS = 10;
    private static final int MOST_REPEATS = 12;

    private CallRules() {}

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm")
    static void requireFewRecords(List<?> records) {
        if (records.size() > MOST_RECORDS) {
            throw new OrgFault(
                    FaultKind.UNEXPECTED_ERROR,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST_RECORDS + " records into this call");
        }
    }

    /// @param types the type of each record of the call, in order
    @Assumed(reason = "Ten runs of one type each are documented; the code of the refusal is believed")
    static void requireFewRuns(List<String> types) {
        var runs = 0;
        for (var index = 0; index < types.size(); index++) {
            if (index == 0 || !types.get(index).equals(types.get(index - 1))) {
                runs++;
            }
        }
        if (runs > MOST_RUNS) {
            throw new OrgFault(
                    FaultKind.UNEXPECTED_ERROR,
                    "INVALID_OPERATION",
                    "Cannot have more than " + MOST_RUNS
                            + " chunks in a single operation. Please rearrange the data to reduce chunking.");
        }
    }

    @Assumed(reason = "One type a call is documented for upsert; code and text are believed")
    static void requireOneType(List<String> types) {
        if (new HashSet<>(types).size() > 1) {
            throw new OrgFault(
                    FaultKind.UNEXPECTED_ERROR,
                    "INVALID_OPERATION",
                    "An upsert call takes records of one type; this one has " + new HashSet<>(types));
        }
    }

    /// The places in the call of the updates that are too many repeats: twelve are allowed in all.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=000386990&type=1")
    static Set<Integer> repeatsTooMany(List<String> ids) {
        var seen = new HashSet<String>();
        var tooMany = new HashSet<Integer>();
        var repeats = 0;
        for (var index = 0; index < ids.size(); index++) {
            if (!ids.get(index).isEmpty() && !seen.add(ids.get(index)) && ++repeats > MOST_REPEATS) {
                tooMany.add(index);
            }
        }
        return tooMany;
    }

    static SaveError tooManyRepeats(String id) {
        return new SaveError(
                "LIMIT_EXCEEDED",
                "Maximum number of duplicate updates in one batch (" + MOST_REPEATS
                        + " allowed). Attempt to update Id more than once in this Api call: " + id);
    }

    /// The keys that stand more than once in the call.
    static Set<String> repeated(List<String> keys) {
        var counts = new HashMap<String, Integer>();
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        counts.values().removeIf(count -> count == 1);
        return counts.keySet();
    }

    static ObjectDefinition requireObject(Schema schema, String name) {
        return schema.object(name)
                .orElseThrow(() -> new OrgFault(FaultKind.INVALID_SOBJECT, "INVALID_TYPE", unsupportedObject(name)));
    }

    public static String unsupportedObject(String name) {
        return "sObject type '" + name + "' is not supported. If you are attempting to use a custom object, be sure to"
                + " append the '__c' after the entity name. Please reference your WSDL or the describe call for the"
                + " appropriate names.";
    }
}
