package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.ArrayList;
import java.util.List;

/// The objects that an operation's arguments name, so that faults and counts can be told apart by object.
final class NamedObjects {
    private static final int PREFIX_LENGTH = 3;

    private final SimulatedOrg org;
    private final Cursors cursors;

    NamedObjects(SimulatedOrg org, Cursors cursors) {
        this.org = org;
        this.cursors = cursors;
    }

    List<String> of(Element operation) {
        List<String> objects = new ArrayList<>(operation.textsOf("sObjectType"));
        operation.textOf("queryString").flatMap(QueriedObject::of).ifPresent(objects::add);
        operation.textOf("queryLocator").flatMap(cursors::objectOf).ifPresent(objects::add);
        operation.children("sObjects").forEach(record -> record.textOf("type").ifPresent(objects::add));
        operation.children("request").stream()
                .flatMap(request -> request.child("masterRecord").stream())
                .forEach(record -> record.textOf("type").ifPresent(objects::add));
        if (objects.isEmpty()) {
            operation.textsOf("ids").stream()
                    .filter(id -> id.length() > PREFIX_LENGTH)
                    .map(id -> id.substring(0, PREFIX_LENGTH))
                    .distinct()
                    .forEach(prefix -> objects.addAll(withPrefix(prefix)));
        }
        return objects;
    }

    private List<String> withPrefix(String prefix) {
        return org.objects().stream()
                .filter(object -> object.keyPrefix().equals(prefix))
                .map(ObjectDefinition::name)
                .toList();
    }
}
