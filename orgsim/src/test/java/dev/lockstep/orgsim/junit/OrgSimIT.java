package dev.lockstep.orgsim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.server.OrgsimServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs classes as their users write them, within JUnit's own launcher, and looks at what became of them.
class OrgSimIT {
    private static final String INNER = "inner";

    /// What the inner classes were given, in their order.
    private static final List<OrgsimServer> GIVEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        GIVEN.clear();
    }

    @Test
    void givesEachTestAnOrgOfItsOwnAndClosesIt() {
        var summary = run(Each.class);

        assertThat(summary.failures()).isEmpty();
        assertThat(GIVEN)
                .hasSize(4)
                .satisfies(
                        given -> assertThat(given.get(0)).isSameAs(given.get(1)).isNotSameAs(given.get(2)));
        assertThat(GIVEN).noneMatch(OrgSimIT::answers);
    }

    @Test
    void sharesOneOrgAmongTheTestsOfAClass() {
        var summary = run(Shared.class);

        assertThat(summary.failures()).isEmpty();
        assertThat(GIVEN).hasSize(5).allMatch(GIVEN.getFirst()::equals).noneMatch(OrgSimIT::answers);
    }

    @Test
    void obeysWhatTheAnnotationOfAMethodSays() {
        assertThat(run(Chosen.class).failures()).isEmpty();
    }

    @Test
    void saysWhatIsWrongInOneSentence() {
        assertThat(run(Misplaced.class).failures()).singleElement().asString().contains("take it in @BeforeEach");
        assertThat(run(Misspelled.class).failures())
                .singleElement()
                .asString()
                .contains("No fault is called \"answer-lots\"");
        assertThat(run(Mixed.class).failures()).singleElement().asString().contains("Features are those of the sample");
    }

    private record Summary(List<String> failures) {}

    private static Summary run(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .filters(TagFilter.includeTags(INNER))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsFoundCount()).isPositive();
        return new Summary(listener.getSummary().getFailures().stream()
                .map(failure -> String.valueOf(failure.getException()))
                .toList());
    }

    private static boolean answers(OrgsimServer server) {
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/services/data"))
                            .build(),
                    BodyHandlers.discarding());
            return true;
        } catch (IOException closed) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Tag(INNER)
    @OrgSim
    static class Each {
        @BeforeEach
        void before(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
        }

        @Test
        void first(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
            assertThat(answers(orgsim)).isTrue();
        }

        @Test
        void second(OrgsimServer orgsim, SimulatedOrg org) {
            GIVEN.add(orgsim);
            assertThat(org).isSameAs(orgsim.org());
        }
    }

    @Tag(INNER)
    @OrgSim(lifetime = OrgSim.Lifetime.CLASS)
    static class Shared {
        Shared(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
        }

        @Test
        void first(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
        }

        @AfterAll
        static void after(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
            assertThat(answers(orgsim)).isTrue();
        }

        @Nested
        class Inner {
            @Test
            void second(OrgsimServer orgsim) {
                GIVEN.add(orgsim);
            }
        }
    }

    @Tag(INNER)
    @OrgSim(faults = "unavailable")
    static class Chosen {
        @Test
        void ofTheClass(OrgsimServer orgsim, SimulatedOrg org) {
            assertThat(orgsim.faults().rules()).hasSize(1);
            assertThat(org.object("Reading__c")).isEmpty();
            assertThat(org.object("CurrencyType")).isEmpty();
        }

        @Test
        @OrgSim(features = "MultiCurrency, StateAndCountryPicklist")
        void withFeatures(SimulatedOrg org) {
            assertThat(org.object("CurrencyType")).isPresent();
            assertThat(org.object("Account").orElseThrow().field("BillingStateCode"))
                    .isPresent();
        }

        @Test
        @OrgSim(rows = 12)
        void ofTheMethod(OrgsimServer orgsim, SimulatedOrg org) {
            assertThat(orgsim.faults().rules()).isEmpty();
            assertThat(org.query("SELECT COUNT() FROM Reading__c", QueryScope.LIVE)
                            .totalSize())
                    .isEqualTo(12);
        }
    }

    @Tag(INNER)
    @OrgSim
    static class Misplaced {
        Misplaced(OrgsimServer orgsim) {
            GIVEN.add(orgsim);
        }

        @Test
        void never() {
            throw new AssertionError("this can't run");
        }
    }

    @Tag(INNER)
    @OrgSim(features = "MultiCurrency", project = "anywhere")
    static class Mixed {
        @Test
        void never(OrgsimServer orgsim) {
            throw new AssertionError("this can't run with " + orgsim.url());
        }
    }

    @Tag(INNER)
    @OrgSim(faults = "answer-lots")
    static class Misspelled {
        @Test
        void never(OrgsimServer orgsim) {
            throw new AssertionError("this can't run with " + orgsim.url());
        }
    }
}
