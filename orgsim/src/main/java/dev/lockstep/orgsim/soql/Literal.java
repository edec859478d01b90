package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.Value;
import java.time.LocalDate;

/// A value as it stands in a condition.
sealed interface Literal {
    /// `null`, a truth value, a date or a time. Numbers are [Value.Decimal], strings [Value.Text] or, empty, absent.
    record Single(Value value) implements Literal {}

    /// The string behind LIKE.
    record Pattern(LikePattern pattern) implements Literal {}

    /// A date literal such as `LAST_MONTH`: the days from `first` to `end`, which isn't among them.
    record Days(LocalDate first, LocalDate end) implements Literal {}
}
