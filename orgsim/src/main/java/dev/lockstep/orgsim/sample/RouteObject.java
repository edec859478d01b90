package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.string;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;

/// Tours, which are masters of their stops. The sample has none.
final class RouteObject {
    static final String NAME = "Route__c";

    private RouteObject() {}

    static Blueprint blueprint() {
        return new ObjectBuilder(NAME, "Route", "Routes", "a03")
                .fields(StandardFields.head("Record ID"))
                .fields(
                        StandardFields.owner(),
                        string("Name", "Route Name", 80).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP))
                .fields(StandardFields.stamps())
                .fields(StandardFields.externalId())
                .build();
    }
}
