package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.NewOrg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every org has that is made here, whoever's objects and records it is made for.
public final class StandardParts {
    /// When a new org came into being.
    public static final Instant BUILT = Instant.parse("2026-01-05T08:00:00Z");

    private StandardParts() {}

    /// The two users that an org can't be without.
    public record Users(String integrationId, String adminId) {}

    /// Puts them, and the record types that the org's objects have.
    public static Users putUsers(NewOrg org) {
        var users = new Users(UserObject.putIntegration(org, BUILT), UserObject.putAdmin(org, BUILT));
        RecordTypeObject.putAll(org, users.adminId(), BUILT);
        return users;
    }

    /// The standard objects, without the fields that the sample adds to them.
    public static List<Blueprint> objects() {
        return SampleOrg.standardObjects(Set.of()).stream()
                .map(StandardParts::withoutCustomFields)
                .toList();
    }

    /// One of them; empty where the simulator has no such object of its own.
    public static Optional<Blueprint> object(String name) {
        return objects().stream()
                .filter(blueprint -> blueprint.definition().name().equals(name))
                .findFirst();
    }

    /// The object whose rows are computed.
    ///
    /// @param rows at least 1
    public static Blueprint generated(long rows) {
        return ReadingObject.blueprint(rows);
    }

    private static Blueprint withoutCustomFields(Blueprint blueprint) {
        var object = blueprint.definition();
        return blueprint.defining(object.having(
                object.flags(),
                object.fields().stream()
                        .filter(field -> !field.has(FieldFlag.CUSTOM))
                        .toList()));
    }
}
