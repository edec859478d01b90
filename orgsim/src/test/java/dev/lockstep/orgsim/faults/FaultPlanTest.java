package dev.lockstep.orgsim.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final ApiOperation CREATE_ACCOUNT = new ApiOperation(Api.SOAP, "create", List.of("Account"));
    private static final ApiOperation QUERY_CONTACT = new ApiOperation(Api.REST, "query", List.of("Contact"));

    private final FaultPlan plan = new FaultPlan();

    @Test
    void letsEverythingPassWithoutRules() {
        assertThat(plan.draw(CREATE_ACCOUNT)).isEmpty();
    }

    @Test
    void strikesTheNextRequestsThatMatchAndNoMore() {
        plan.add(new FaultRule(new Fault.AnswerLost(), RequestPattern.of(Api.SOAP, "create"), new Occurrence.Next(2)));

        assertThat(plan.draw(QUERY_CONTACT)).isEmpty();
        assertThat(plan.draw(CREATE_ACCOUNT)).contains(new Fault.AnswerLost());
        assertThat(plan.draw(CREATE_ACCOUNT)).contains(new Fault.AnswerLost());
        assertThat(plan.draw(CREATE_ACCOUNT)).isEmpty();
        assertThat(plan.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.struck()).isEqualTo(2);
            assertThat(rule.spent()).isTrue();
        });
    }

    @Test
    void takesTheFirstRuleThatMatches() {
        plan.add(FaultRule.once(new Fault.Unavailable(), RequestPattern.of(Api.SOAP, "CREATE", "account")));
        plan.add(FaultRule.once(new Fault.CutBeforeWork(), RequestPattern.ANY));

        assertThat(plan.draw(CREATE_ACCOUNT)).contains(new Fault.Unavailable());
        assertThat(plan.draw(CREATE_ACCOUNT)).contains(new Fault.CutBeforeWork());
    }

    @Test
    void strikesTheSameRequestsWithTheSameSeed() {
        assertThat(drawsWithSeed(7)).isEqualTo(drawsWithSeed(7)).isNotEqualTo(drawsWithSeed(8));
        assertThat(drawsWithSeed(7)).filteredOn(Optional::isPresent).hasSizeBetween(200, 400);
    }

    private static List<Optional<Fault.OfRequest>> drawsWithSeed(long seed) {
        var seeded = new FaultPlan();
        seeded.add(new FaultRule(
                new Fault.AnswerHeld(Duration.ofMillis(5)), RequestPattern.ANY, new Occurrence.Share(0.3, seed)));
        return IntStream.range(0, 1000)
                .mapToObj(_ -> seeded.draw(CREATE_ACCOUNT))
                .toList();
    }

    @Test
    void forgetsARuleThatIsRemoved() {
        long number = plan.add(FaultRule.once(new Fault.Unavailable(), RequestPattern.ANY));

        assertThat(plan.remove(number)).isTrue();
        assertThat(plan.remove(number)).isFalse();
        assertThat(plan.draw(CREATE_ACCOUNT)).isEmpty();
    }
}
