package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.string;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Formula;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Stops of a route, which are details of it and stay so. The sample has none.
final class StopObject {
    static final String NAME = "Stop__c";

    private StopObject() {}

    static Blueprint blueprint() {
        var route = new Lookup(
                List.of(RouteObject.NAME),
                "Route__r",
                Optional.of("Stops__r"),
                OnParentDelete.CASCADE,
                OptionalInt.of(0));
        var delivery =
                new Lookup(List.of(DeliveryObject.NAME), "Delivery__r", Optional.of("Stops__r"), OnParentDelete.CLEAR);
        return new ObjectBuilder(NAME, "Stop", "Stops", "a04")
                .fields(StandardFields.head("Record ID"))
                .fields(string("Name", "Stop Name", 80).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP))
                .fields(StandardFields.stamps())
                .fields(
                        Field.reference("Route__c", "Route", route)
                                .required()
                                .without(FieldFlag.UPDATEABLE)
                                .with(FieldFlag.WRITE_REQUIRES_MASTER_READ),
                        Field.reference("Delivery__c", "Delivery", delivery),
                        date("Due_On__c", "Due On"),
                        decimal(FieldKind.DOUBLE, "Load__c", "Load", 16, 2),
                        string("Route_Name__c", "Route Name", 1300)
                                .computed(Formula.ofParent("Route__r.Name", RouteObject.NAME, "Name")))
                .build();
    }
}
