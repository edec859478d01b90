package dev.lockstep.verification.campaign.plan;

/// One row or record of the workload.
///
/// @param mark its name, unique in the schedule
public record Thing(Table table, String mark) {
    @Override
    public String toString() {
        return table.object() + " " + mark;
    }
}
