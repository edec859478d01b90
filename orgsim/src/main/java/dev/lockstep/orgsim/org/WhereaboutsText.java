package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Where a record is, as the journal writes it: nothing for one that is here; `bin`, the root and each emptied lookup
/// as Id and field; `out` and a time; `gone`.
final class WhereaboutsText {
    private static final String BIN = "bin";
    private static final String OUT = "out";
    private static final String GONE = "gone";

    private WhereaboutsText() {}

    static List<String> write(Whereabouts whereabouts) {
        return switch (whereabouts) {
            case Whereabouts.Here _ -> List.of();
            case Whereabouts.InBin(var root, var cleared) -> {
                var text = new ArrayList<String>(List.of(BIN, root));
                cleared.forEach(lookup -> text.addAll(List.of(lookup.id(), lookup.field())));
                yield text;
            }
            case Whereabouts.OutOfBin(var since) -> List.of(OUT, since.toString());
            case Whereabouts.Gone _ -> List.of(GONE);
        };
    }

    /// A deleted record of which nothing is said is in the recycle bin by itself.
    static Whereabouts read(StoredRecord record, List<String> text) {
        if (text.isEmpty()) {
            return record.isDeleted() ? new Whereabouts.InBin(record.id(), List.of()) : new Whereabouts.Here();
        }
        return switch (text.getFirst()) {
            case BIN -> new Whereabouts.InBin(text.get(1), cleared(text.subList(2, text.size())));
            case OUT -> new Whereabouts.OutOfBin(Instant.parse(text.get(1)));
            case GONE -> new Whereabouts.Gone();
            default -> throw CommitText.unreadable("a place " + text.getFirst());
        };
    }

    private static List<Whereabouts.ClearedLookup> cleared(List<String> text) {
        var cleared = new ArrayList<Whereabouts.ClearedLookup>();
        for (var index = 0; index + 1 < text.size(); index += 2) {
            cleared.add(new Whereabouts.ClearedLookup(text.get(index), text.get(index + 1)));
        }
        return cleared;
    }
}
