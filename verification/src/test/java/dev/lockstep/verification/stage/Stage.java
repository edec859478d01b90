package dev.lockstep.verification.stage;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.ShiftSettings;
import dev.lockstep.engine.memory.MemoryFile;
import dev.lockstep.model.Secret;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.model.configuration.Configuration;
import dev.lockstep.model.configuration.DatabaseSection;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.model.configuration.MappingSection;
import dev.lockstep.model.configuration.OrgSection;
import dev.lockstep.model.configuration.ReadingSection;
import dev.lockstep.model.configuration.SecretReference;
import dev.lockstep.model.configuration.SettledNotice;
import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import dev.lockstep.postgres.DatabaseSettings;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.SignIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A simulated org and an empty database, and the shifts that a test begins between them. Every margin is
/// short, so that a test doesn't wait for what a real org needs.
public final class Stage implements AutoCloseable {
    private static final String SCHEMA = "salesforce";
    private static final String CLIENT = "lockstep-demo";
    private static final String CLIENT_SECRET = "lockstep-demo-secret";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /// The org says by whole minutes up to when it is complete: nobody waits for that here, the limit
    /// comes first.
    private static final WritingSection WRITING =
            writing(WriteAlgorithm.ORDERED, WritingSection.DEFAULT.failedEntries(), WritingSection.DEFAULT.bulkFrom());
    private static final ReadingSection READING =
            new ReadingSection(Duration.ofMillis(200), Duration.ofMinutes(5), 1_000, 2);

    private final OrgsimServer org;
    private final String jdbcUrl = TestServer.only().freshDatabase();
    private final Events events = new Events();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Path memory;
    private final List<MappingSection> mappings;
    private WritingSection writing = WRITING;
    private ReadingSection reading = READING;

    private Stage(OrgsimSettings org, Path folder, List<MappingSection> mappings) {
        this.org = OrgsimServer.start(org);
        this.memory = folder.resolve("connection.memory");
        this.mappings = mappings;
    }

    /// A stage where no shift has begun yet.
    ///
    /// @param folder an empty one, for the connection's memory
    public static Stage of(Path folder, MappingSection... mappings) {
        return of(OrgsimSettings.defaults(), folder, mappings);
    }

    /// The same with an org of one's own.
    public static Stage of(OrgsimSettings org, Path folder, MappingSection... mappings) {
        return new Stage(org, folder, List.of(mappings));
    }

    private static WritingSection writing(WriteAlgorithm algorithm, FailedEntries failedEntries, int bulkFrom) {
        return new WritingSection(
                algorithm,
                failedEntries,
                bulkFrom,
                200,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                SettledNotice.NOTIFY,
                WritingSection.DEFAULT.keepArchive());
    }

    /// How the shifts that begin from now on write; ORDERED without this.
    public void write(WriteAlgorithm algorithm) {
        write(algorithm, WRITING.failedEntries());
    }

    public void write(WriteAlgorithm algorithm, FailedEntries failedEntries) {
        writing = writing(algorithm, failedEntries, WRITING.bulkFrom());
    }

    /// The same with jobs from so many changes on.
    public void writeByJobsFrom(int changes, WriteAlgorithm algorithm) {
        writing = writing(algorithm, WRITING.failedEntries(), changes);
    }

    /// How often the shifts that begin from now on poll each mapping; five times a second without this.
    public void pollEvery(Duration interval) {
        reading = new ReadingSection(interval, READING.overlap(), READING.bulkFrom(), READING.pagesAtOnce());
    }

    /// How often requests of this kind have come to the org.
    public long requests(Api api, String operation) {
        return org.requests().matching(RequestPattern.of(api, operation));
    }

    /// Begins a shift, and waits until every mapping is loaded and was polled once.
    public Shift begin() {
        var shift = begin(settings());
        events.until("the load", () -> shift.polledUpTo().isPresent());
        return shift;
    }

    public Shift begin(ShiftSettings settings) {
        var shift = Shift.begin(settings, events);
        toClose.add(shift);
        return shift;
    }

    public ShiftSettings settings() {
        var server = TestServer.only();
        var unused = new SecretReference.FromEnvironment("UNUSED");
        var configuration = new Configuration(
                "test",
                new OrgSection(URI.create(org.url()), "65.0", CLIENT, unused),
                new DatabaseSection(jdbcUrl, server.user(), unused, SCHEMA),
                CaptureRule.HEROKU,
                writing,
                reading,
                mappings);
        return new ShiftSettings(
                configuration,
                new OrgSettings(
                        URI.create(org.url()),
                        "65.0",
                        new SignIn.ClientCredentials(CLIENT, new Secret(CLIENT_SECRET)),
                        TIMEOUT,
                        TIMEOUT),
                new DatabaseSettings(
                        jdbcUrl,
                        server.user(),
                        new Secret(server.password()),
                        new SchemaName(SCHEMA),
                        CaptureRule.HEROKU),
                new MemoryFile(memory));
    }

    public OrgsimServer org() {
        return org;
    }

    public Path memory() {
        return memory;
    }

    public Events events() {
        return events;
    }

    /// Somebody who is not the sync.
    public Person person() {
        return new Person(org.org(), org.org().adminUser());
    }

    /// Somebody else who works as the sync's own user.
    public Person sameUser() {
        return new Person(org.org(), org.org().integrationUser());
    }

    /// A session of an application. The first shift must have begun, since it makes the schema.
    public Sql application() {
        var sql = new Sql(jdbcUrl, TestServer.only().user(), TestServer.only().password());
        toClose.add(sql);
        return sql;
    }

    /// Waits until the query, run by this session, has this one row.
    public void until(Sql sql, String query, String row) {
        try {
            events.until(row + " from " + query, () -> sql.rows(query).equals(List.of(row)));
        } catch (AssertionError late) {
            var log = sql.rows("SELECT id, state, action, table_name, sfid, sf_message FROM _trigger_log"
                    + " UNION ALL SELECT id, state, action, table_name, sfid, sf_message FROM _trigger_log_archive"
                    + " ORDER BY id");
            throw new AssertionError("there are " + sql.rows(query) + "; the log is " + log, late);
        }
    }

    /// Waits until nothing is left to do.
    public void untilSettled(Shift shift) {
        events.until("nothing to be left to do", () -> shift.backlog().isSettled());
    }

    @Override
    public void close() {
        for (var closeable : toClose.reversed()) {
            try {
                closeable.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
        org.close();
    }
}
