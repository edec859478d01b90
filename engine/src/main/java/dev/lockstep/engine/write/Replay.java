package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.engine.content.Folding;
import dev.lockstep.engine.content.Operation;
import dev.lockstep.engine.content.RecordContent;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.log.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the call again that an attempt was, from its entries alone, so that the results of a job can
/// be settled by whoever comes after the one that began it. Pure.
final class Replay {
    private final References references;

    private Replay(Map<String, Mapping> mappings) {
        this.references = new References(mappings);
    }

    /// The call, without those of its entries of which nothing was sent; empty where the mapping has
    /// changed so much since that results can't be told apart any more.
    static Optional<Plan.Call> of(Attempt attempt, Map<String, Mapping> mappings) {
        var replay = new Replay(mappings);
        var operation = Operation.valueOf(attempt.operation());
        var records = new ArrayList<Plan.Planned>();
        for (var change : Folding.ofAttempt(attempt.entries())) {
            var mapping = Optional.ofNullable(mappings.get(change.net().table()));
            mapping.flatMap(known -> replay.planned(operation, change, known)).ifPresent(records::add);
        }
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan.Call(attempt.carrier().transport(), operation, records, List.of()));
    }

    /// Which references were left out isn't written down: all of them are sent once more, which changes
    /// nothing where they were sent.
    private Optional<Plan.Planned> planned(Operation operation, Change change, Mapping mapping) {
        return intent(operation, change, mapping)
                .map(intent -> new Plan.Planned(
                        change,
                        mapping,
                        intent,
                        operation == Operation.UPSERT ? references.named(change).keySet() : Set.of()));
    }

    private static Optional<Intent.Send> intent(Operation operation, Change change, Mapping mapping) {
        var entry = change.net();
        return switch (operation) {
            case DELETE -> entry.sfid().map(Intent.Delete::new);
            case CREATE ->
                content(change, mapping, FieldTrait.CREATEABLE)
                        .map(content -> new Intent.Create(content.record(), content.note()));
            case UPSERT ->
                mapping.uniqueIdentifier()
                        .flatMap(key -> content(change, mapping, FieldTrait.CREATEABLE)
                                .filter(content -> content.record().values().containsKey(key.name()))
                                .map(content -> new Intent.Upsert(key.name(), content.record(), content.note())));
            case UPDATE ->
                content(change, mapping, FieldTrait.UPDATEABLE)
                        .filter(content -> entry.sfid().isPresent() && !content.isEmpty())
                        .map(content -> new Intent.Update(content.record(), content.note()));
        };
    }

    private static Optional<RecordContent.Sendable> content(Change change, Mapping mapping, FieldTrait trait) {
        return RecordContent.of(change.net(), mapping, trait) instanceof RecordContent.Sendable sendable
                ? Optional.of(sendable)
                : Optional.empty();
    }
}
