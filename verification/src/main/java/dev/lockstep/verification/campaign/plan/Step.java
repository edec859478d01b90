package dev.lockstep.verification.campaign.plan;

import dev.lockstep.model.configuration.WriteAlgorithm;
import java.util.List;
import java.util.stream.Collectors;

/// One step of a schedule. The next begins when it is over.
public sealed interface Step {
    /// Who dies at once, and is started again.
    enum Victim {
        THE_SYNC,
        ALL_THREE
    }

    /// Where the sync's messages go.
    enum Side {
        ORG,
        DATABASE
    }

    /// What becomes of the last message of a dying sync.
    enum Fate {
        ARRIVES,
        IS_LOST
    }

    /// Sessions of applications and a person in the org work at the same time.
    record Work(List<Script> sessions, List<OrgChange> person) implements Step {
        public Work {
            sessions = List.copyOf(sessions);
            person = List.copyOf(person);
        }

        @Override
        public String toString() {
            return "work"
                    + sessions.stream().map(Script::toString).collect(Collectors.joining())
                    + person.stream().map(change -> "\n      org: " + change).collect(Collectors.joining());
        }
    }

    /// What one session does.
    record Script(String session, List<Transaction> transactions) {
        public Script {
            transactions = List.copyOf(transactions);
        }

        @Override
        public String toString() {
            return transactions.stream()
                    .map(transaction -> "\n      " + session + ": " + transaction)
                    .collect(Collectors.joining());
        }
    }

    /// The org is told what to do wrong from now on.
    ///
    /// @param rule as JSON with the simulator's keys
    record Fault(String rule) implements Step {
        @Override
        public String toString() {
            return "fault " + rule;
        }
    }

    /// From now on the sync dies with its message of this number, as a killed process does: nothing of it is
    /// heard any more, and what it had sent is there.
    record DieAt(Side side, int message, Fate fate) implements Step {
        @Override
        public String toString() {
            return "the sync will die with its message " + message + " to the " + side + ", which " + fate;
        }
    }

    record Kill(Victim victim) implements Step {
        @Override
        public String toString() {
            return "kill " + victim + " and start again";
        }
    }

    /// A second sync begins while the first one lives, which has to end by itself.
    record TakeOver() implements Step {
        @Override
        public String toString() {
            return "a second sync takes over";
        }
    }

    /// All of the sync's sessions in the database are ended.
    record EndDatabaseSessions() implements Step {
        @Override
        public String toString() {
            return "end the sync's database sessions";
        }
    }

    record SignEverybodyOut() implements Step {
        @Override
        public String toString() {
            return "sign everybody out of the org";
        }
    }

    /// The sync ends in order and begins again, with another algorithm where that differs.
    record Restart(WriteAlgorithm algorithm) implements Step {
        @Override
        public String toString() {
            return "end the sync in order and start it as " + algorithm;
        }
    }

    record Pause(int millis) implements Step {
        @Override
        public String toString() {
            return "wait " + millis + " ms";
        }
    }

    record ClearFaults() implements Step {
        @Override
        public String toString() {
            return "no more faults";
        }
    }
}
