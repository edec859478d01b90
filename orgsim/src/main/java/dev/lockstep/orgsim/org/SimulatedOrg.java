package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.sample.SampleOrg;
import dev.lockstep.orgsim.soql.QueryEngine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A Salesforce org in one process. Safe for many threads: saves are done one after the other, reads see committed states only.
public final class SimulatedOrg implements AutoCloseable {
    private final OrgSettings settings;
    private final Users users;
    private final Store store;
    /// Orders saves.
    private final ReentrantLock saving = new ReentrantLock();
    /// Makes "the time, the running save, the state" one picture. Held for moments only.
    private final Object moment = new Object();

    private Optional<Instant> runningSince = Optional.empty();

    private SimulatedOrg(OrgSettings settings, Store store) {
        this.settings = settings;
        this.store = store;
        this.users = new Users();
    }

    /// Opens the org of the data folder as it was left, or a new sample org.
    public static SimulatedOrg open(OrgSettings settings) {
        return new SimulatedOrg(settings, Store.open(settings.data(), SampleOrg.schema(settings.generatedRows())));
    }

    /// 18 characters, `00D…`; stays the same as long as the data folder does.
    public String organizationId() {
        return store.organizationId();
    }

    /// The org's clock, to whole seconds as all its times are.
    public Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    public Optional<OrgUser> userByName(String username) {
        return users.byName(store.state(), username);
    }

    /// Takes 15 or 18 characters.
    public Optional<OrgUser> user(String id) {
        return users.byId(store.state(), id);
    }

    /// The user that integrations sign in as.
    public OrgUser integrationUser() {
        return userByName(SampleOrg.INTEGRATION_USERNAME).orElseThrow();
    }

    public OrgUser adminUser() {
        return userByName(SampleOrg.ADMIN_USERNAME).orElseThrow();
    }

    public List<ObjectDefinition> objects() {
        return store.state().schema().objects();
    }
}
