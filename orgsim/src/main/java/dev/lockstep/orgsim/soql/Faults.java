package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.OrgFault;
import java.util.Optional;

/// Makes the faults of one query, which quote the query and point at the place.
final class Faults {
    private final SoqlText text;

    Faults(SoqlText text) {
        this.text = text;
    }

    OrgFault malformed(int at, String message) {
        return placed(FaultKind.MALFORMED_QUERY, "MALFORMED_QUERY", at, message);
    }

    OrgFault unexpectedToken(int start, int end) {
        return malformed(
                start, "unexpected token: '" + (start >= text.length() ? "<EOF>" : text.part(start, end)) + "'");
    }

    /// What a real org may well understand, and this one doesn't.
    OrgFault unsupported(int at, String what) {
        return malformed(at, "The simulated org doesn't support " + what + ". Ask without it.");
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    OrgFault noSuchColumn(int at, String column, String entity) {
        return invalidField(
                at,
                "No such column '" + column + "' on entity '" + entity
                        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
                        + " custom field name. Please reference your WSDL or the describe call for the appropriate"
                        + " names.");
    }

    OrgFault noSuchRelationship(int at, String relationship) {
        return invalidField(
                at,
                "Didn't understand relationship '" + relationship
                        + "' in field path. If you are attempting to use a custom relationship, be sure to append the"
                        + " '__r' after the custom relationship name. Please reference your WSDL or the describe call"
                        + " for the appropriate names.");
    }

    OrgFault noSuchObject(int at, String object) {
        return placed(
                FaultKind.INVALID_SOBJECT,
                "INVALID_TYPE",
                at,
                "sObject type '" + object
                        + "' is not supported. If you are attempting to use a custom object, be sure to append the"
                        + " '__c' after the entity name. Please reference your WSDL or the describe call for the"
                        + " appropriate names.");
    }

    OrgFault invalidField(int at, String message) {
        return placed(FaultKind.INVALID_FIELD, "INVALID_FIELD", at, message);
    }

    @Assumed(
            reason =
                    "A wrong operator or Id in a condition arrives as InvalidFieldFault with this code; seen in forums")
    OrgFault invalidFilter(int at, String message) {
        return placed(FaultKind.INVALID_FIELD, "INVALID_QUERY_FILTER_OPERATOR", at, message);
    }

    @Assumed(reason = "The query is quoted in part when it is long; how much of it isn't documented")
    private OrgFault placed(FaultKind kind, String code, int at, String message) {
        var place = text.place(at);
        return new OrgFault(
                kind,
                code,
                "\n" + text.quotation(at) + "\nERROR at Row:" + place.row() + ":Column:" + place.column() + "\n"
                        + message,
                Optional.of(place));
    }
}
