package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How the queries of a job are cut into ranges of Ids.
///
/// @param chunkSize how many Ids a range has
/// @param start the first of them, where not the first record decides
record PkChunking(int chunkSize, Optional<RecordId> start) {
    static final String HEADER = "Sforce-Enable-PKChunking";

    private static final String PAGE =
            "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_enable_pk_chunking.htm";

    @Documented(url = PAGE)
    private static final int USUAL = 100_000;

    @Documented(url = PAGE)
    private static final int MOST = 250_000;

    /// Beside objects of one's own.
    @Documented(url = PAGE)
    private static final Set<String> STANDARD = Set.of(
            "Account",
            "AccountContactRelation",
            "AccountTeamMember",
            "Asset",
            "B2BMktActivity",
            "B2BMktProspect",
            "Campaign",
            "CampaignMember",
            "CandidateAnswer",
            "Case",
            "CaseArticle",
            "CaseComment",
            "Claim",
            "Contact",
            "ContentDistribution",
            "ContentDocument",
            "ContentNote",
            "ContentVersion",
            "ContractLineItem",
            "EmailMessage",
            "EngagementScore",
            "Event",
            "EventRelation",
            "FeedItem",
            "Individual",
            "Lead",
            "LeadInsight",
            "LiveChatTranscript",
            "LoginHistory",
            "LoyaltyLedger",
            "LoyaltyMemberCurrency",
            "LoyaltyMemberTier",
            "LoyaltyPartnerProduct",
            "LoyaltyProgramMember",
            "LoyaltyProgramPartner",
            "Note",
            "ObjectTerritory2Association",
            "Opportunity",
            "OpportunityContactRole",
            "OpportunityHistory",
            "OpportunityLineItem",
            "OpportunitySplit",
            "OpportunityTeamMember",
            "Pricebook2",
            "PricebookEntry",
            "Product2",
            "ProductConsumed",
            "ProductRequired",
            "QuickText",
            "Quote",
            "QuoteLineItem",
            "ReplyText",
            "ScoreIntelligence",
            "ServiceContract",
            "Task",
            "TermDocumentFrequency",
            "TransactionJournal",
            "User",
            "UserRole",
            "VoiceCall",
            "WorkOrder",
            "WorkOrderLineItem");

    /// Whether queries of an object can be cut.
    @Assumed(reason = "The documents' list grows with the versions; here all have the longest")
    static boolean supports(String object) {
        return object.endsWith("__c") || STANDARD.contains(object);
    }

    /// Reads the header's value; empty where it says that nothing is to be cut.
    ///
    /// @param object that the job is about
    /// @throws AsyncRefusal when it says anything else
    @Documented(url = PAGE)
    @Assumed(
            reason = "Which values are refused is documented in part; codes and words are ours. Apache Camel sends a"
                    + " line of the header for each part, which is the same as commas between them")
    static Optional<PkChunking> read(String header, ObjectDefinition object) {
        int chunkSize = USUAL;
        Optional<RecordId> start = Optional.empty();
        for (String part : header.split("[;,]", -1)) {
            String[] entry = part.strip().split("\\s*=\\s*", 2);
            String value = entry.length == 2 ? entry[1].strip() : "";
            switch (entry[0].toLowerCase(Locale.ROOT)) {
                case "false" -> {
                    return Optional.empty();
                }
                case "true", "" -> {}
                case "chunksize" -> chunkSize = chunkSize(value);
                case "startrow" -> start = Optional.of(start(value, object));
                case "parent" -> refuseParent(value, object);
                default -> throw refused("has no part \"%s\"".formatted(part.strip()));
            }
        }
        if (!supports(object.name())) {
            throw ExceptionCode.INVALID_JOB.refusal("PK chunking is not supported for the entity " + object.name());
        }
        return Optional.of(new PkChunking(chunkSize, start));
    }

    private static int chunkSize(String value) {
        int size = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
        if (size < 1 || size > MOST) {
            throw refused("needs a chunkSize from 1 to %d, not \"%s\"".formatted(MOST, value));
        }
        return size;
    }

    private static RecordId start(String value, ObjectDefinition object) {
        return RecordId.parse(value)
                .filter(id -> id.keyPrefix().equals(object.keyPrefix()))
                .orElseThrow(
                        () -> refused("needs the Id of an %s as startRow, not \"%s\"".formatted(object.name(), value)));
    }

    /// A parent goes with queries of who shares a record and of what it was: this org has no such objects.
    private static void refuseParent(String parent, ObjectDefinition object) {
        throw refused("takes a parent for sharing and history objects alone; %s isn't one of %s"
                .formatted(object.name(), parent));
    }

    private static AsyncRefusal refused(String what) {
        return ExceptionCode.CLIENT_INPUT_ERROR.refusal("The header " + HEADER + " " + what);
    }
}
