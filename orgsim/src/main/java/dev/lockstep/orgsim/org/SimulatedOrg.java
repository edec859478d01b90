package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// A Salesforce org in one process. Safe for many threads: saves are done one after the other, reads see committed
/// states only.
@SuppressWarnings("DoNotCallSuggester")
public final class SimulatedOrg implements AutoCloseable {
    private final OrgSettings settings;

    private SimulatedOrg(OrgSettings settings) {
        this.settings = settings;
    }

    /// Opens the org of the data folder as it was left, or a new sample org.
    public static SimulatedOrg open(OrgSettings settings) {
        return new SimulatedOrg(settings);
    }

    /// 18 characters, `00D…`; stays the same as long as the data folder does.
    public String organizationId() {
        throw unfinished();
    }

    /// The org's clock, to whole seconds as all its times are.
    public Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public Optional<OrgUser> userByName(String username) {
        throw unfinished();
    }

    /// Takes 15 or 18 characters.
    public Optional<OrgUser> user(String id) {
        throw unfinished();
    }

    public OrgUser integrationUser() {
        throw unfinished();
    }

    public OrgUser adminUser() {
        throw unfinished();
    }

    public List<ObjectDefinition> objects() {
        throw unfinished();
    }

    /// The object of that API name, in any case of letters.
    public Optional<ObjectDefinition> object(String name) {
        throw unfinished();
    }

    /// Answers a SOQL query.
    ///
    /// @throws OrgFault for a query that is malformed, not supported, or names what isn't there
    public QueryAnswer query(String soql, QueryScope scope) {
        throw unfinished();
    }

    /// Up to 200 records; the outcomes come in their order. The same holds for the other calls that save.
    ///
    /// @throws OrgFault when the call as a whole is refused; nothing is saved then
    public List<SaveOutcome> create(OrgUser by, List<InputRecord> records, SaveOptions options) {
        throw unfinished();
    }

    public List<SaveOutcome> update(OrgUser by, List<InputRecord> records, SaveOptions options) {
        throw unfinished();
    }

    public List<SaveOutcome> upsert(
            OrgUser by, String externalIdField, List<InputRecord> records, SaveOptions options) {
        throw unfinished();
    }

    public List<SaveOutcome> delete(OrgUser by, List<String> ids, SaveOptions options) {
        throw unfinished();
    }

    public UpdatedIds updated(String object, Instant start, Instant end) {
        throw unfinished();
    }

    public DeletedIds deleted(String object, Instant start, Instant end) {
        throw unfinished();
    }

    @Override
    public void close() {}

    private static IllegalStateException unfinished() {
        return new IllegalStateException("Not there yet");
    }
}
