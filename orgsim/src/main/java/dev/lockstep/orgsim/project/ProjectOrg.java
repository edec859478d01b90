package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.org.Beginning;
import dev.lockstep.orgsim.org.MadeOf;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.RecordTypes;
import dev.lockstep.orgsim.org.Schema;
import dev.lockstep.orgsim.sample.StandardParts;
import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An org that begins as a project describes it.
public final class ProjectOrg {
    private ProjectOrg() {}

    /// Makes the org, records included.
    ///
    /// @param generatedRows how many rows `Reading__c` has; 0 leaves the object out
    /// @throws SourceRefused when something of the project is broken, or the org refuses one of its records
    public static Beginning build(Path folder, long generatedRows) {
        var project = DxProject.read(folder);
        var blueprints = new ArrayList<>(project.blueprints());
        if (generatedRows > 0) {
            var generated = StandardParts.generated(generatedRows);
            if (project.names().find(generated.definition().name()).isPresent()) {
                throw new SourceRefused("The project has an object "
                        + generated.definition().name() + " of its own: start it without generated rows.");
            }
            blueprints.add(generated);
            blueprints.sort(
                    Comparator.comparing(blueprint -> blueprint.definition().name()));
        }
        var org = new NewOrg(new Schema(RecordTypes.numbered(blueprints)));
        var users = StandardParts.putUsers(org);
        new RecordImport(project, org, users.adminId()).run();
        return new Beginning(
                org.state(),
                generatedRows,
                List.of(new MadeOf(
                        MadeOf.What.PROJECT, project.folder().source().digest())),
                project.notSimulated().sentences(),
                users.integrationId(),
                users.adminId());
    }
}
