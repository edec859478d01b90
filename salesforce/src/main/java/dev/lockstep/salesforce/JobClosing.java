package dev.lockstep.salesforce;

/// What is known after a job was to be closed.
public sealed interface JobClosing permits JobClosing.Closed, JobClosing.NotClosed, JobClosing.Unknown {

    /// The org works on the job's records from now on.
    record Closed() implements JobClosing {}

    /// This request has closed nothing: the org wasn't reached, or refused it before it looked at the
    /// job.
    record NotClosed(OrgFailure why) implements JobClosing {}

    /// The org may have closed the job. Its state tells.
    record Unknown(OrgFailure why) implements JobClosing {}
}
