package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.string;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.RecordTypeDefinition;
import dev.lockstep.orgsim.org.RecordTypeDefinition.Choices;
import dev.lockstep.orgsim.org.RollUp;
import dev.lockstep.orgsim.org.RollUp.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tours, which are masters of their stops. The sample has none.
final class RouteObject {
    static final String NAME = "Route__c";

    private static final String VEHICLE = "Vehicle__c";
    private static final String STOP = "Stop__c";
    private static final int DECIMALS = 6;

    private RouteObject() {}

    static Blueprint blueprint() {
        return new ObjectBuilder(NAME, "Route", "Routes", "a03")
                .fields(StandardFields.head("Record ID"))
                .fields(
                        StandardFields.owner(),
                        string("Name", "Route Name", 80).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP),
                        RecordTypeObject.reference())
                .fields(StandardFields.stamps())
                .fields(
                        StandardFields.externalId(),
                        Field.picklist(VEHICLE, "Vehicle", 255, "Bicycle", "Van", "Truck", "Trailer")
                                .restricted(),
                        Field.encrypted("Gate_Code__c", "Gate Code", 20),
                        decimal(FieldKind.DOUBLE, "Stops__c", "Stops", 18, 0).summing(RollUp.count(STOP, NAME)),
                        decimal(FieldKind.DOUBLE, "Load__c", "Load", 18, 2)
                                .summing(RollUp.of(Operation.SUM, STOP, NAME, "Load__c")),
                        date("First_Due_On__c", "First Due On")
                                .summing(RollUp.of(Operation.MIN, STOP, NAME, "Due_On__c")),
                        date("Last_Due_On__c", "Last Due On")
                                .summing(RollUp.of(Operation.MAX, STOP, NAME, "Due_On__c")),
                        degrees("Depot__Latitude__s", "Depot (Latitude)"),
                        degrees("Depot__Longitude__s", "Depot (Longitude)"),
                        Field.location("Depot__c", "Depot").with(FieldFlag.CUSTOM))
                .recordTypes(recordTypes())
                .build();
    }

    private static List<RecordTypeDefinition> recordTypes() {
        return List.of(
                RecordTypeDefinition.named("City_Tour", "City Tour")
                        .byDefault()
                        .offering(VEHICLE, new Choices(Set.of("Bicycle", "Van"), Optional.of("Van"))),
                RecordTypeDefinition.named("Long_Haul", "Long Haul")
                        .offering(VEHICLE, new Choices(Set.of("Truck", "Trailer"), Optional.empty())),
                RecordTypeDefinition.named("Night_Mail", "Night Mail").inactive());
    }

    private static Field degrees(String name, String label) {
        return decimal(FieldKind.DOUBLE, name, label, 3 + DECIMALS, DECIMALS)
                .with(FieldFlag.CUSTOM)
                .partOf("Depot__c");
    }
}
