package dev.lockstep.postgres.copy;

/// A row that the database refused.
///
/// @param row its number in the page, from 0 on
/// @param message a sentence with what the server said of the row's text
public record RefusedRow(int row, String sqlState, String message) {}
