package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.org.SilentChanges;
import java.util.List;
import java.util.Optional;

/// Which changes that nobody asked for move a stamp: `/orgsim/silent-changes`.
final class SilentChangeControl implements Control {
    private static final String SILENT_CHANGES = "/silent-changes";

    private final SilentChanges changes;

    SilentChangeControl(SilentChanges changes) {
        this.changes = changes;
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " + SILENT_CHANGES -> Optional.of(SilentChangesText.answer(changes));
            case "PUT " + SILENT_CHANGES -> {
                changes.move(SilentChangesText.read(call.entries()));
                yield Optional.of(SilentChangesText.answer(changes));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET and PUT " + SILENT_CHANGES);
    }
}
