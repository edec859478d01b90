package dev.lockstep.orgsim.org;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the org's current state is, and its journal if it has a folder.
final class Store implements AutoCloseable {
    private static final String ORGANIZATION_PREFIX = "00D";
    private static final long ORGANIZATIONS = 1L << 52;

    private final Optional<Journal> journal;
    private final CommitText text;
    private final String organizationId;
    private final List<Noted> noted;
    private final List<String> outcomes;
    private final ChangeFeed feed;
    private volatile OrgState state;

    private Store(
            Optional<Journal> journal,
            CommitText text,
            String organizationId,
            List<Noted> noted,
            List<String> outcomes,
            ChangeFeed feed,
            OrgState state) {
        this.journal = journal;
        this.text = text;
        this.organizationId = organizationId;
        this.noted = List.copyOf(noted);
        this.outcomes = List.copyOf(outcomes);
        this.feed = feed;
        this.state = state;
    }

    static Store open(Optional<Path> folder, Beginning beginning, ChangeListener listener) {
        var feed = new ChangeFeed(listener);
        listener.opening(beginning.state().schema());
        var text = new CommitText(beginning.state().schema());
        if (folder.isEmpty()) {
            return new Store(
                    Optional.empty(), text, newOrganizationId(), List.of(), List.of(), feed, beginning.state());
        }
        var replay = new Replay(folder.get(), text, beginning, feed);
        var journal = Journal.open(folder.get(), replay::take);
        if (replay.origin.isEmpty()) {
            replay.begin(journal);
        }
        return new Store(
                Optional.of(journal),
                text,
                replay.origin.orElseThrow().organizationId(),
                replay.noted,
                replay.outcomes,
                feed,
                replay.state);
    }

    String organizationId() {
        return organizationId;
    }

    OrgState state() {
        return state;
    }

    /// Returns when the change is on disk and everybody sees it, with what its caller notes of the outcomes. A failure
    /// leaves all as it was.
    void commit(Transaction transaction, SaveWay way, Optional<String> noteOfOutcomes) {
        var commit = Commit.of(transaction, way, noteOfOutcomes);
        journal.ifPresent(file -> file.append(text.write(commit)));
        var before = state;
        state = transaction.state().seenBy(Access.ALL);
        feed.take(commit, before, state);
    }

    /// Takes the numbers that a transaction has given to its records, so that nobody else gets them. They are on disk
    /// with its commit.
    void reserve(Transaction transaction) {
        state = transaction.changedTables().stream().reduce(state, OrgState::countingOn, (_, last) -> last);
    }

    /// Returns when the text is on disk, with the state that it belongs to. To be called between commits.
    Noted note(String what) {
        journal.ifPresent(file -> file.append(text.write(Commit.notes(what))));
        return new Noted(what, state);
    }

    /// What was noted before the store was opened, the oldest first.
    List<Noted> noted() {
        return noted;
    }

    /// What was noted of outcomes before the store was opened, the oldest first. Without the states of those times:
    /// there may be very many.
    List<String> outcomes() {
        return outcomes;
    }

    @Override
    public void close() {
        journal.ifPresent(Journal::close);
    }

    private static String newOrganizationId() {
        return RecordNumbers.id(ORGANIZATION_PREFIX, new SecureRandom().nextLong(ORGANIZATIONS))
                .text18();
    }

    /// The state that the journal's lines lead to, one after the other.
    private static final class Replay {
        private final Path folder;
        private final CommitText text;
        private final Beginning beginning;
        private final ChangeFeed feed;
        private final List<Noted> noted = new ArrayList<>();
        private final List<String> outcomes = new ArrayList<>();
        private Optional<Origin> origin = Optional.empty();
        private OrgState state;

        private Replay(Path folder, CommitText text, Beginning beginning, ChangeFeed feed) {
            this.folder = folder;
            this.text = text;
            this.beginning = beginning;
            this.feed = feed;
            this.state = beginning.state();
        }

        private void take(byte[] line) {
            var commit = text.read(line);
            if (origin.isEmpty()) {
                origin = commit.origin();
                origin.orElseThrow(() -> CommitText.unreadable("no origin"))
                        .requireSameBeginning(Origin.of("", beginning), folder);
            }
            var before = state;
            state = commit.applyTo(state);
            feed.take(commit, before, state);
            commit.note().ifPresent(what -> noted.add(new Noted(what, state)));
            commit.outcomes().ifPresent(outcomes::add);
        }

        private void begin(Journal journal) {
            var begun = Origin.of(newOrganizationId(), beginning);
            journal.append(text.write(Commit.begins(begun)));
            origin = Optional.of(begun);
        }
    }
}
