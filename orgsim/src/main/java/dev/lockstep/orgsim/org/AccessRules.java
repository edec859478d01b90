package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is withdrawn from users, in memory alone. Taking a rule away gives back what it has withdrawn.
///
/// Safe for use by several threads.
public final class AccessRules {
    private final InstantSource clock;
    private volatile List<Numbered> rules = List.of();
    private volatile Optional<Instant> changed = Optional.empty();
    private long lastNumber;

    /// A rule as it stands.
    ///
    /// @param number names the rule in [#remove]; never used twice
    public record Numbered(long number, AccessRule rule) {}

    AccessRules(InstantSource clock) {
        this.clock = clock;
    }

    /// Puts a rule in force.
    ///
    /// @return the rule's number
    synchronized long add(AccessRule rule) {
        lastNumber++;
        var more = new ArrayList<>(rules);
        more.add(new Numbered(lastNumber, rule));
        change(more);
        return lastNumber;
    }

    /// Takes a rule away.
    ///
    /// @return whether there was such a rule
    public synchronized boolean remove(long number) {
        var fewer = rules.stream().filter(rule -> rule.number() != number).toList();
        var isThere = fewer.size() < rules.size();
        if (isThere) {
            change(fewer);
        }
        return isThere;
    }

    public synchronized void clear() {
        if (!rules.isEmpty()) {
            change(List.of());
        }
    }

    private void change(List<Numbered> others) {
        rules = List.copyOf(others);
        changed = Optional.of(clock.instant());
    }

    public List<Numbered> rules() {
        return rules;
    }

    /// When a rule came or went for the last time.
    Optional<Instant> changed() {
        return changed;
    }

    Access of(OrgUser user, OrgState state, Instant now) {
        var own = rules.stream()
                .map(Numbered::rule)
                .filter(rule -> rule.concerns(user))
                .toList();
        return own.isEmpty()
                ? Access.ALL
                : Access.of(user, own, (object, condition) -> SimulatedOrg.condition(state, object, condition, now));
    }
}
