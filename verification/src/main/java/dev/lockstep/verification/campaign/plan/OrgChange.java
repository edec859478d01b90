package dev.lockstep.verification.campaign.plan;

/// What a person does in the org, to records that the person alone changes.
public sealed interface OrgChange {
    record Create(Thing thing) implements OrgChange {
        @Override
        public String toString() {
            return "create " + thing;
        }
    }

    record Update(Thing thing) implements OrgChange {
        @Override
        public String toString() {
            return "update " + thing;
        }
    }

    record Delete(Thing thing) implements OrgChange {
        @Override
        public String toString() {
            return "delete " + thing;
        }
    }
}
