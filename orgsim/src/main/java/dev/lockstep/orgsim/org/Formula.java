package dev.lockstep.orgsim.org;

import java.util.function.Function;

/// A value that is computed whenever the record is read, and so changes without moving any stamp.
///
/// @param text what describe shows as `calculatedFormula`
public record Formula(String text, Function<RecordView, Value> compute) {}
