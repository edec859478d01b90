package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.Assignment;
import dev.lockstep.orgsim.org.SaveConditions;
import java.util.Locale;
import java.util.Optional;

/// What the headers of a request say of all that it saves.
final class SaveHeaders {
    private SaveHeaders() {}

    /// Reads the headers.
    ///
    /// @param call a request, or one within another whose headers hold where its own say nothing
    static SaveConditions conditions(HttpCall call) {
        SaveConditions outer = SaveConditions.current();
        SaveConditions assigning =
                outer.assigning(assignment(call).or(outer::assignment).orElseGet(Assignment.Active::new));
        return allowsDuplicates(call) ? assigning.allowingDuplicates() : assigning;
    }

    /// Active rules are applied where nothing is said.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_autoassign.htm")
    private static Optional<Assignment> assignment(HttpCall call) {
        return call.header("Sforce-Auto-Assign").map(String::strip).map(value -> switch (value.toUpperCase(
                Locale.ROOT)) {
            case "FALSE" -> new Assignment.Off();
            case "TRUE" -> new Assignment.Active();
            default -> new Assignment.ById(value);
        });
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_duplicaterules.htm")
    @Assumed(reason = "Of the header's values, only allowSave is looked at")
    private static boolean allowsDuplicates(HttpCall call) {
        return call.header("Sforce-Duplicate-Rule-Header")
                .filter(value -> value.toLowerCase(Locale.ROOT).matches(".*\\ballowsave\\s*=\\s*true\\b.*"))
                .isPresent();
    }
}
