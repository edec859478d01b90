package dev.lockstep.orgsim.org;

/// One row of an answer, read column by column: only what is asked for is computed.
public interface RowView {
    /// The value of a column, counted from 0 in the order of [QueryAnswer#columns()]; absent where a parent on the way
    /// is.
    Value value(int column);
}
