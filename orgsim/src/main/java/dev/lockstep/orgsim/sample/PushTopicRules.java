package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.soql.TopicQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// What a PushTopic is checked for when it is saved.
final class PushTopicRules {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/supported_soql.htm")
    private static final Set<String> STANDARD_OBJECTS = Set.of(
            "Account",
            "Campaign",
            "Case",
            "Contact",
            "ContractLineItem",
            "Entitlement",
            "Lead",
            "LiveChatTranscript",
            "MessagingSession",
            "Opportunity",
            "Quote",
            "QuoteLineItem",
            "ServiceAppointment",
            "ServiceContract",
            "Task",
            "UserServicePresence",
            "WorkOrder",
            "WorkOrderLineItem");

    private static final BigDecimal BEFORE_FIRST_VERSION = BigDecimal.valueOf(20);

    private PushTopicRules() {}

    static List<SaveError> errors(Draft draft, OrgState state) {
        if (!hasKnownVersion(draft)) {
            return List.of(badVersion());
        }
        TopicQuery query;
        try {
            query = TopicQuery.read(state, text(draft, PushTopicObject.QUERY), draft.stamp());
        } catch (OrgFault fault) {
            return List.of(new SaveError(fault.code(), fault.text().strip(), PushTopicObject.QUERY));
        }
        if (!isSupported(query.object())) {
            return List.of(unsupported(query.object()));
        }
        TopicFields fields = TopicFields.of(text(draft, PushTopicObject.FIELDS));
        return fields.fit(query) ? List.of() : List.of(noFields(fields));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_pushtopic.htm")
    private static boolean hasKnownVersion(Draft draft) {
        return draft.value(PushTopicObject.API_VERSION) instanceof Value.Decimal(BigDecimal version)
                && version.compareTo(BEFORE_FIRST_VERSION) > 0
                && version.compareTo(BigDecimal.valueOf(ApiVersion.NEWEST.number())) <= 0;
    }

    @Assumed(reason = "That the version must be greater than 20.0 is documented; code and words are ours")
    private static SaveError badVersion() {
        return new SaveError(
                "INVALID_FIELD",
                "API version must be greater than 20.0 and at most " + ApiVersion.NEWEST,
                PushTopicObject.API_VERSION);
    }

    private static boolean isSupported(ObjectDefinition object) {
        return object.has(ObjectFlag.CUSTOM) || STANDARD_OBJECTS.contains(object.name());
    }

    @Assumed(reason = "Which objects can have a topic is documented; code and words are ours")
    private static SaveError unsupported(ObjectDefinition object) {
        return new SaveError(
                "INVALID_FIELD", "entity '" + object + "' is not supported in a topic", PushTopicObject.QUERY);
    }

    @Assumed(reason = "That the query must name such a field is documented; code and words are ours")
    private static SaveError noFields(TopicFields fields) {
        return new SaveError(
                "INVALID_FIELD",
                "a topic that notifies for the fields " + fields.text() + " needs one of them besides Id",
                PushTopicObject.QUERY,
                PushTopicObject.FIELDS);
    }

    private static String text(Draft draft, String field) {
        return draft.value(field) instanceof Value.Text(String text) ? text : "";
    }
}
