package dev.lockstep.benchmarks.write;

import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.postgres.log.Transport;
import java.util.Locale;

/// The ways in which changes go to the org.
enum Way {
    ORDERED_SOAP(WriteAlgorithm.ORDERED, Transport.SOAP),
    ORDERED_BULK(WriteAlgorithm.ORDERED, Transport.BULK),
    MERGED_SOAP(WriteAlgorithm.MERGED, Transport.SOAP),
    MERGED_BULK(WriteAlgorithm.MERGED, Transport.BULK);

    private final WriteAlgorithm algorithm;
    private final Transport transport;

    Way(WriteAlgorithm algorithm, Transport transport) {
        this.algorithm = algorithm;
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }

    /// The product's defaults, but for the algorithm and for when a job is begun.
    ///
    /// @param rows that are drained at once, which are enough for a job where there shall be one
    WritingSection settings(int rows) {
        int bulkFrom = switch (transport) {
            case SOAP -> 0;
            case BULK -> Math.min(rows, WritingSection.DEFAULT.bulkFrom());
        };
        var standard = WritingSection.DEFAULT;
        return new WritingSection(
                algorithm,
                standard.failedEntries(),
                bulkFrom,
                standard.recordsPerCall(),
                standard.olderTransactions(),
                standard.unknownOutcomeMargin(),
                standard.unknownOutcomeLimit(),
                standard.settledNotice(),
                standard.keepArchive());
    }

    /// As a metric's name has it: `ordered.soap`.
    String metric() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
