package dev.lockstep.orgsim.described;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.MadeOf;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.RecordTypes;
import dev.lockstep.orgsim.org.Schema;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// An org that has the objects which a real one has described.
public final class DescribedOrg {
    /// What an org can't be without: those who work in it, the topics by which it tells of changes, and the types that
    /// records may have.
    private static final List<String> EVERYWHERE = List.of("User", "PushTopic", RecordTypes.OBJECT);

    private DescribedOrg() {}

    /// Makes the org. It has no records but its two users.
    ///
    /// @param generatedRows how many rows `Reading__c` has; 0 leaves the object out
    /// @throws SourceRefused when a description is broken, or two of them contradict each other
    public static Beginning build(Path folder, long generatedRows) {
        var source = new SourceFolder(folder);
        var notSimulated = new NotSimulated();
        var descriptions = Descriptions.read(source, notSimulated);
        var maker = new DescribedObjectMaker(descriptions, notSimulated);
        var blueprints = new ArrayList<Blueprint>();
        descriptions.all().forEach(description -> blueprints.add(maker.make(description)));
        EVERYWHERE.stream()
                .filter(name -> descriptions.of(name).isEmpty())
                .forEach(name -> blueprints.add(StandardParts.object(name).orElseThrow()));
        if (generatedRows > 0) {
            blueprints.add(StandardParts.generated(generatedRows));
        }
        blueprints.sort(Comparator.comparing(blueprint -> blueprint.definition().name()));
        requireDifferentPrefixes(blueprints, descriptions);
        var org = new NewOrg(new Schema(RecordTypes.numbered(blueprints)));
        var users = StandardParts.putUsers(org);
        return new Beginning(
                org.state(),
                generatedRows,
                List.of(new MadeOf(MadeOf.What.DESCRIPTIONS, source.digest())),
                notSimulated.sentences(),
                users.integrationId(),
                users.adminId());
    }

    private static void requireDifferentPrefixes(List<Blueprint> blueprints, Descriptions descriptions) {
        var seen = new HashMap<String, String>();
        for (var blueprint : blueprints) {
            var object = blueprint.definition();
            var other = seen.put(object.keyPrefix(), object.name());
            if (other != null) {
                throw descriptions
                        .of(object.name())
                        .or(() -> descriptions.of(other))
                        .orElseThrow()
                        .whole()
                        .refused(
                                "keyPrefix",
                                "the Ids of " + other + " and " + object.name() + " begin with " + object.keyPrefix()
                                        + " alike: correct or remove one of them");
            }
        }
    }
}
