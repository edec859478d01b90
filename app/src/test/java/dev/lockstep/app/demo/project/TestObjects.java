package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.sample.ObjectBuilder;
import dev.lockstep.orgsim.sample.StandardFields;
import java.util.List;
import java.util.Optional;

/// Objects as a project has them.
final class TestObjects {
    private TestObjects() {}

    static ObjectDefinition object(String name, Field... fields) {
        return new ObjectBuilder(name, name, name, "a00")
                .fields(StandardFields.head("Record ID"))
                .fields(StandardFields.owner(), Field.string("Name", "Name", 80).with(FieldFlag.NAME_FIELD))
                .fields(StandardFields.stamps())
                .fields(fields)
                .build()
                .definition();
    }

    static Field lookup(String name, String parent) {
        return Field.reference(
                name,
                name,
                new Lookup(List.of(parent), name.replace("__c", "__r"), Optional.empty(), OnParentDelete.CLEAR));
    }

    static Field key(String name) {
        return Field.string(name, name, 40).with(FieldFlag.UNIQUE, FieldFlag.EXTERNAL_ID, FieldFlag.ID_LOOKUP);
    }
}
