package dev.lockstep.verification.malformed;

/// What the org made of an input.
sealed interface Verdict {
    /// It did what was asked: a spoiled input may still be a sound one.
    record Taken() implements Verdict {}

    /// It refused in its own form, with a code.
    record Refused(String code) implements Verdict {}

    /// It failed, hung, or answered in a form that no client expects.
    record Broken(String why) implements Verdict {}
}
