package dev.lockstep.model.configuration;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the document that configures a connection. Everything is checked, unknown keys are refused,
/// and all problems are told at once. Whether the org has the objects and fields shows only when they
/// are asked for.
public final class ConfigurationReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
    private static final Pattern API_VERSION = Pattern.compile("\\d{2}\\.0");
    private static final Pattern FIELD = Pattern.compile("\\*|[A-Za-z]\\w*(\\.[A-Za-z]\\w*)?");
    private static final int MOST_RECORDS_PER_CALL = 200;
    private static final int MOST_BULK_FROM = 100_000_000;
    private static final int MOST_PAGES_AT_ONCE = 16;
    private static final Duration SHORTEST_ARCHIVE = Duration.ofHours(1);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

    private ConfigurationReader() {}

    /// Throws [ConfigurationInvalid] with every problem of the text.
    public static Configuration read(String yaml) {
        var problems = new ArrayList<String>();
        var root = Section.of("", load(yaml), problems);
        var configuration = configuration(root, problems);
        if (configuration.isEmpty() || !problems.isEmpty()) {
            throw new ConfigurationInvalid(problems);
        }
        return configuration.get();
    }

    private static Object load(String yaml) {
        try {
            var document =
                    new Load(LoadSettings.builder().setLabel("configuration").build()).loadFromString(yaml);
            if (document == null) {
                throw new ConfigurationInvalid(List.of("document: it is empty"));
            }
            return document;
        } catch (YamlEngineException unreadable) {
            throw new ConfigurationInvalid(List.of("document: it is not YAML: " + unreadable.getMessage()));
        }
    }

    private static Optional<Configuration> configuration(Section root, List<String> problems) {
        var connection = root.section("connection");
        var name = matching(connection, "name", NAME, "lower-case letters, digits, - and _");
        var org = org(connection.section("org"));
        var database = database(connection.section("database"));
        var captureRule = connection.oneOf("capture_rule", CaptureRule.class, CaptureRule.HEROKU);
        var writing = writing(connection.optionalSection("writing"));
        var reading = reading(connection.optionalSection("reading"));
        connection.refuseUnknownKeys();
        var mappings = mappings(root, problems);
        root.refuseUnknownKeys();
        if (name.isEmpty() || org.isEmpty() || database.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Configuration(name.get(), org.get(), database.get(), captureRule, writing, reading, mappings));
    }

    private static Optional<OrgSection> org(Section section) {
        var url = section.parsed("url", ConfigurationReader::httpUrl);
        if (!section.has("url")) {
            section.problem("url", "is missing: the org's address, such as https://example.my.salesforce.com");
        }
        var version = section.has("api_version")
                ? matching(section, "api_version", API_VERSION, "two digits and .0, such as \"65.0\" in quotes")
                : Optional.of("65.0");
        var clientId = section.text("client_id", "");
        var secret = secret(section, "client_secret");
        section.refuseUnknownKeys();
        return url.isPresent() && version.isPresent() && secret.isPresent()
                ? Optional.of(new OrgSection(url.get(), version.get(), clientId, secret.get()))
                : Optional.empty();
    }

    private static Optional<DatabaseSection> database(Section section) {
        var url = section.text("url", "");
        if (!url.isEmpty() && (!url.startsWith("jdbc:postgresql:") || url.contains("password="))) {
            section.problem("url", "must be a JDBC URL such as jdbc:postgresql://host:5432/name, without a password");
        }
        var user = section.text("user", "");
        var password = secret(section, "password");
        var schema = section.has("schema")
                ? matching(section, "schema", SCHEMA, "lower-case letters, digits and _")
                : Optional.of("salesforce");
        section.refuseUnknownKeys();
        return password.isPresent() && schema.isPresent()
                ? Optional.of(new DatabaseSection(url, user, password.get(), schema.get()))
                : Optional.empty();
    }

    private static WritingSection writing(Section section) {
        var standard = WritingSection.DEFAULT;
        var writing = new WritingSection(
                section.oneOf("algorithm", WriteAlgorithm.class, standard.algorithm()),
                section.oneOf("failed_entries", FailedEntries.class, standard.failedEntries()),
                section.number("bulk_from", 0, MOST_BULK_FROM, standard.bulkFrom()),
                section.number("records_per_call", 1, MOST_RECORDS_PER_CALL, standard.recordsPerCall()),
                section.duration("older_transactions", standard.olderTransactions()),
                section.duration("unknown_outcome_margin", standard.unknownOutcomeMargin()),
                section.duration("unknown_outcome_limit", standard.unknownOutcomeLimit()),
                section.oneOf("settled_notice", SettledNotice.class, standard.settledNotice()),
                section.durationOrForever("keep_archive", standard.keepArchive()));
        if (writing.keepArchive()
                .filter(keep -> keep.compareTo(SHORTEST_ARCHIVE) < 0)
                .isPresent()) {
            section.problem("keep_archive", "must be at least 1h, or forever");
        }
        section.refuseUnknownKeys();
        return writing;
    }

    private static ReadingSection reading(Section section) {
        var standard = ReadingSection.DEFAULT;
        var reading = new ReadingSection(
                section.duration("poll_interval", standard.pollInterval()),
                section.duration("overlap", standard.overlap()),
                section.number("bulk_from", 0, MOST_BULK_FROM, standard.bulkFrom()),
                section.number("pages_at_once", 1, MOST_PAGES_AT_ONCE, standard.pagesAtOnce()));
        if (reading.pollInterval().compareTo(SHORTEST_POLL) < 0) {
            section.problem("poll_interval", "must be at least 100ms");
        }
        section.refuseUnknownKeys();
        return reading;
    }

    private static List<MappingSection> mappings(Section root, List<String> problems) {
        var sections = root.sections("mappings");
        if (sections.isEmpty()) {
            root.problem("mappings", "is missing: name at least one object");
        }
        var mappings = new ArrayList<MappingSection>();
        var objects = new HashSet<ObjectName>();
        for (var section : sections) {
            mapping(section).ifPresent(mapping -> {
                if (!objects.add(mapping.object())) {
                    section.problem("object", mapping.object() + " is mapped twice");
                }
                mappings.add(mapping);
            });
        }
        return problems.isEmpty() ? mappings : List.of();
    }

    private static Optional<MappingSection> mapping(Section section) {
        var object = section.parsed("object", ObjectName::new);
        if (!section.has("object")) {
            section.problem("object", "is missing: the API name of an object, such as Contact");
        }
        var access = section.oneOf("access", Access.class, Access.READ_ONLY);
        var uniqueIdentifier = section.parsed("unique_identifier", FieldName::new);
        var fields = section.texts("fields");
        for (var field : fields) {
            if (!FIELD.matcher(field).matches()) {
                section.problem("fields", "\"" + field + "\" is neither a field nor a path such as Owner.Email__c");
            }
        }
        section.refuseUnknownKeys();
        return object.map(name -> new MappingSection(name, access, uniqueIdentifier, fields));
    }

    private static Optional<SecretReference> secret(Section section, String key) {
        if (!section.has(key)) {
            section.problem(key, "is missing: { env: VARIABLE } or { file: PATH }; never the secret itself");
            return Optional.empty();
        }
        var reference = section.section(key);
        var variable = reference.optionalText("env");
        var file = reference.optionalText("file");
        reference.refuseUnknownKeys();
        if (variable.isPresent() == file.isPresent()) {
            section.problem(key, "must be either { env: VARIABLE } or { file: PATH }; never the secret itself");
            return Optional.empty();
        }
        return variable.<SecretReference>map(SecretReference.FromEnvironment::new)
                .or(() -> file.map(path -> new SecretReference.FromFile(Path.of(path))));
    }

    private static Optional<String> matching(Section section, String key, Pattern pattern, String of) {
        var text = section.text(key, "");
        if (!section.has(key)) {
            return Optional.empty();
        }
        if (!pattern.matcher(text).matches()) {
            section.problem(key, "\"" + text + "\" must be " + of);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static URI httpUrl(String text) {
        var url = URI.create(text);
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("\"" + text + "\" is not an http or https address");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("the address must not hold a user or password");
        }
        return url;
    }
}
