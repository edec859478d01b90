package dev.lockstep.salesforce;

import java.util.List;

/// What is known after a write was sent.
public sealed interface SendResult permits SendResult.Answered, SendResult.NotProcessed, SendResult.Unknown {

    /// The org told of each record what became of it, in the order of the call.
    record Answered(List<RecordOutcome> inOrder) implements SendResult {
        public Answered {
            inOrder = List.copyOf(inOrder);
        }
    }

    /// The org did nothing of it: it wasn't reached, or refused the request before it looked at a record.
    record NotProcessed(OrgFailure why) implements SendResult {}

    /// The org may have done all or nothing of it, and may still be at it. Sending again could double records.
    record Unknown(OrgFailure why) implements SendResult {}
}
