package dev.lockstep.orgsim.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// The rules in force. A request meets the first rule, in the order of their addition, that matches and strikes; at
/// most one.
///
/// Safe for use by several threads.
public final class FaultPlan {
    private final List<ArmedRule> rules = new ArrayList<>();
    private long lastNumber;

    /// A rule as it stands.
    ///
    /// @param number names the rule in [#remove]; never used twice
    /// @param struck how many requests met it
    public record RuleState(long number, FaultRule rule, long struck, boolean spent) {}

    /// Arms a rule.
    ///
    /// @return the rule's number
    public synchronized long add(FaultRule rule) {
        lastNumber++;
        rules.add(new ArmedRule(lastNumber, rule));
        return lastNumber;
    }

    /// Takes a rule away.
    ///
    /// @return whether there was such a rule
    public synchronized boolean remove(long number) {
        return rules.removeIf(armed -> armed.number == number);
    }

    public synchronized void clear() {
        rules.clear();
    }

    /// All rules, those that can't strike any more too, so that a test can see that they did.
    public synchronized List<RuleState> rules() {
        return rules.stream()
                .map(armed -> new RuleState(armed.number, armed.rule, armed.struck, armed.isSpent()))
                .toList();
    }

    /// Which fault this request meets. Asking uses a rule up: ask once a request.
    public Optional<Fault.OfRequest> draw(ApiOperation request) {
        return draw(request, Fault.OfRequest.class);
    }

    /// As [#draw(ApiOperation)], of the rules alone whose faults are of that kind: the others have nothing to do with
    /// what happens here.
    public <F extends Fault> Optional<F> draw(ApiOperation what, Class<F> kind) {
        return draw(what, kind, _ -> true);
    }

    /// As [#draw(ApiOperation, Class)], of the rules alone whose faults can strike here.
    public synchronized <F extends Fault> Optional<F> draw(ApiOperation what, Class<F> kind, Predicate<F> fits) {
        for (ArmedRule armed : rules) {
            if (kind.isInstance(armed.rule.fault())
                    && fits.test(kind.cast(armed.rule.fault()))
                    && armed.rule.match().matches(what)
                    && armed.strikes()) {
                return Optional.of(kind.cast(armed.rule.fault()));
            }
        }
        return Optional.empty();
    }

    private static final class ArmedRule {
        private final long number;
        private final FaultRule rule;
        private final Random random;
        private long struck;

        private ArmedRule(long number, FaultRule rule) {
            this.number = number;
            this.rule = rule;
            this.random = switch (rule.occurrence()) {
                case Occurrence.Next _ -> new Random(0);
                case Occurrence.Share(double _, long seed) -> new Random(seed);
            };
        }

        private boolean isSpent() {
            return rule.occurrence() instanceof Occurrence.Next(int count) && struck >= count;
        }

        private boolean strikes() {
            boolean strikes = switch (rule.occurrence()) {
                case Occurrence.Next(int count) -> struck < count;
                case Occurrence.Share(double probability, long _) -> random.nextDouble() < probability;
            };
            if (strikes) {
                struck++;
            }
            return strikes;
        }
    }
}
