package dev.lockstep.model.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
    private static final String WHOLE = """
        connection:
          name: crm
          org:
            url: https://example.my.salesforce.com
            api_version: "64.0"
            client_id: lockstep
            client_secret: { env: CRM_SECRET }
          database:
            url: jdbc:postgresql://db.example:5432/app
            user: lockstep
            password: { file: secrets/password }
            schema: crm
          capture_rule: strict
          writing:
            algorithm: merged
            failed_entries: stall
            bulk_from: 3000
            records_per_call: 100
            older_transactions: 500ms
            unknown_outcome_margin: 30s
            unknown_outcome_limit: 1h
            settled_notice: notify
            keep_archive: 7d
          reading:
            poll_interval: 2m
            overlap: 10m
            bulk_from: 5000
            pages_at_once: 2
        mappings:
          - object: Account
            access: read_write
            unique_identifier: External_Id__c
            fields: [Name, External_Id__c, Parent.External_Id__c]
          - object: User
        """;

    @Test
    void readsAWholeDocument() {
        var configuration = ConfigurationReader.read(WHOLE);

        assertThat(configuration.name()).isEqualTo("crm");
        assertThat(configuration.org().apiVersion()).isEqualTo("64.0");
        assertThat(configuration.org().clientSecret()).isEqualTo(new SecretReference.FromEnvironment("CRM_SECRET"));
        assertThat(configuration.database().password())
                .isEqualTo(new SecretReference.FromFile(Path.of("secrets/password")));
        assertThat(configuration.captureRule()).isEqualTo(CaptureRule.STRICT);
        assertThat(configuration.writing())
                .isEqualTo(new WritingSection(
                        WriteAlgorithm.MERGED,
                        FailedEntries.STALL,
                        3_000,
                        100,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        SettledNotice.NOTIFY,
                        Optional.of(Duration.ofDays(7))));
        assertThat(configuration.reading())
                .isEqualTo(new ReadingSection(Duration.ofMinutes(2), Duration.ofMinutes(10), 5_000, 2));
        assertThat(configuration.mappings())
                .containsExactly(
                        new MappingSection(
                                new ObjectName("Account"),
                                Access.READ_WRITE,
                                Optional.of(new FieldName("External_Id__c")),
                                List.of("Name", "External_Id__c", "Parent.External_Id__c")),
                        new MappingSection(new ObjectName("User"), Access.READ_ONLY, Optional.empty(), List.of()));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        var configuration = ConfigurationReader.read("""
            connection:
              name: crm
              org: { url: "http://127.0.0.1:8080", client_id: a, client_secret: { env: A } }
              database: { url: "jdbc:postgresql://127.0.0.1/a", user: a, password: { env: B } }
            mappings: [{ object: Lead }]
            """);

        assertThat(configuration.org().apiVersion()).isEqualTo("65.0");
        assertThat(configuration.database().schema()).isEqualTo("salesforce");
        assertThat(configuration.captureRule()).isEqualTo(CaptureRule.HEROKU);
        assertThat(configuration.writing()).isEqualTo(WritingSection.DEFAULT);
        assertThat(configuration.reading()).isEqualTo(ReadingSection.DEFAULT);
    }

    @Test
    void keepsTheArchiveForAMonthUnlessToldOtherwise() {
        assertThat(WritingSection.DEFAULT.keepArchive()).contains(Duration.ofDays(31));
        for (var forever : List.of("forever", "0", "0d")) {
            assertThat(ConfigurationReader.read(WHOLE.replace("keep_archive: 7d", "keep_archive: " + forever))
                            .writing()
                            .keepArchive())
                    .isEmpty();
        }
        assertThat(problems(WHOLE.replace("keep_archive: 7d", "keep_archive: month")))
                .containsExactly("connection.writing.keep_archive: \"month\" is neither a duration such as 12h or 31d"
                        + " nor forever");
        assertThat(problems(WHOLE.replace("keep_archive: 7d", "keep_archive: 5m")))
                .containsExactly("connection.writing.keep_archive: must be at least 1h, or forever");
    }

    @Test
    void tellsEveryProblemAtOnceWithItsPlace() {
        assertThat(problems("""
            connection:
              name: Not A Name
              org:
                url: ftp://somewhere
                client_id: a
                client_secret: open-sesame
              database:
                url: jdbc:mysql://x
                user: a
                password: { env: B, file: c }
                shema: x
              reading: { poll_interval: soon }
              writing: { records_per_call: 500, algorithm: random }
            mappings:
              - object: Account
                acess: read_write
              - object: account
              - fields: [a.b.c]
            """))
                .anySatisfy(problem -> assertThat(problem).startsWith("connection.name: \"Not A Name\""))
                .anySatisfy(problem -> assertThat(problem).startsWith("connection.org.url: "))
                .anySatisfy(problem -> assertThat(problem).startsWith("connection.org.client_secret: "))
                .anySatisfy(problem -> assertThat(problem).startsWith("connection.database.url: "))
                .anySatisfy(problem -> assertThat(problem).contains("password: must be either"))
                .anySatisfy(problem -> assertThat(problem).contains("shema: is not known here; known are"))
                .anySatisfy(problem -> assertThat(problem).contains("\"soon\" is not a duration"))
                .anySatisfy(problem -> assertThat(problem).contains("\"500\" is not a whole number from 1 to 200"))
                .anySatisfy(problem -> assertThat(problem).contains("\"random\" is none of [ordered, merged]"))
                .anySatisfy(problem -> assertThat(problem).contains("mappings[0].acess: is not known here"))
                .anySatisfy(problem -> assertThat(problem).contains("account is mapped twice"))
                .anySatisfy(problem -> assertThat(problem).contains("mappings[2].object: is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("\"a.b.c\" is neither a field nor a path"));
    }

    @Test
    void neverRepeatsASecretThatStandsInTheDocument() {
        var problems = problems("""
            connection:
              name: crm
              org: { url: "http://127.0.0.1", client_id: a, client_secret: open-sesame }
              database: { url: "jdbc:postgresql://127.0.0.1/a?password=hush", user: a, password: { env: B } }
            mappings: [{ object: Lead }]
            """);

        assertThat(problems).hasSizeGreaterThanOrEqualTo(2);
        assertThat(String.join("\n", problems)).doesNotContain("open-sesame").doesNotContain("hush");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(problems("connection: [")).singleElement().asString().contains("not YAML");
        assertThat(problems("")).singleElement().asString().contains("empty");
        assertThat(problems("just words")).isNotEmpty();
    }

    private static List<String> problems(String yaml) {
        var invalid = catchThrowableOfType(ConfigurationInvalid.class, () -> ConfigurationReader.read(yaml));
        assertThat(invalid).as("the document is refused").isNotNull();
        return invalid.problems();
    }
}
