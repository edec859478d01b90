package dev.lockstep.salesforce.soap;

import dev.lockstep.salesforce.http.BrokenExchange;

/// What came of one SOAP call.
public sealed interface SoapAnswer<T> {

    /// The result that the call promises.
    record Result<T>(T value) implements SoapAnswer<T> {}

    /// The org refused the call as a whole.
    record Fault<T>(int status, String code, String message) implements SoapAnswer<T> {}

    /// No whole answer came.
    record Broken<T>(BrokenExchange why) implements SoapAnswer<T> {}

    /// A whole answer came that isn't one of SOAP's.
    record Unreadable<T>(int status, Exception why) implements SoapAnswer<T> {}

    /// The message couldn't be written; nothing of it was sent.
    record Unwritten<T>(Exception why) implements SoapAnswer<T> {}
}
