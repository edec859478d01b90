package dev.lockstep.orgsim.org;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// What a new org holds.
///
/// @param records the folder of CSV files whose records come to those that the model brings
public record OrgContent(Model model, Optional<Path> records) {
    /// Where its objects are from.
    public sealed interface Model {
        /// The objects and records that come along.
        record Sample(Set<OrgFeature> features) implements Model {
            public Sample {
                features = Set.copyOf(features);
            }
        }

        /// A Salesforce DX project, its records included.
        record Project(Path folder) implements Model {}

        /// Descriptions of a real org's objects, as JSON.
        record Descriptions(Path folder) implements Model {}
    }

    public static OrgContent sample() {
        return new OrgContent(new Model.Sample(Set.of()), Optional.empty());
    }

    public OrgContent of(Model other) {
        return new OrgContent(other, records);
    }

    public OrgContent withRecords(Path folder) {
        return new OrgContent(model, Optional.of(folder));
    }
}
