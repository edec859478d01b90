package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The descriptions of all objects that the org is going to have, by the objects' names.
final class Descriptions {
    private final Map<String, ObjectDescription> byName = new TreeMap<>();
    private final NotSimulated notSimulated;

    private Descriptions(NotSimulated notSimulated) {
        this.notSimulated = notSimulated;
    }

    static Descriptions read(SourceFolder folder, NotSimulated notSimulated) {
        var descriptions = new Descriptions(notSimulated);
        var seen = new HashMap<String, Piece>();
        for (var file : folder.files(".json", "--describe")) {
            var description = ObjectDescription.of(Piece.read(folder, file));
            var other = seen.put(description.name().toLowerCase(Locale.ROOT), description.whole());
            if (other != null) {
                throw description
                        .whole()
                        .refused(
                                "name",
                                description.name() + " is described in " + other.file()
                                        + ", too: remove one of the files");
            }
            descriptions.place(description);
        }
        return descriptions;
    }

    private void place(ObjectDescription description) {
        var whyNot = description.whyNot();
        if (whyNot.isPresent()) {
            notSimulated.say("The object " + description.name() + " is left out: " + whyNot.get() + ".");
        } else {
            byName.put(description.name(), description);
        }
    }

    List<ObjectDescription> all() {
        return List.copyOf(byName.values());
    }

    Optional<ObjectDescription> of(String object) {
        return Optional.ofNullable(byName.get(object));
    }
}
