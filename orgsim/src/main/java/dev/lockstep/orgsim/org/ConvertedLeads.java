package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// Leads that have become contacts: nobody changes them any more.
final class ConvertedLeads {
    private static final String OBJECT = "Lead";
    private static final String IS_CONVERTED = "IsConverted";

    private ConvertedLeads() {}

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_lead.htm")
    @Assumed(reason = "No permission to change converted leads is given here; they can't be merged either")
    static boolean includes(RecordView record) {
        return record.object().name().equals(OBJECT)
                && record.object().field(IS_CONVERTED).isPresent()
                && record.value(IS_CONVERTED).equals(new Value.Flag(true));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm")
    @Assumed(reason = "The code is documented; the text was seen in public reports")
    static SaveError refusal() {
        return new SaveError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
    }
}
