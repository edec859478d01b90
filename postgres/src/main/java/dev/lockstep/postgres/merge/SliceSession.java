package dev.lockstep.postgres.merge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Runs the statements of one slice in its transaction.
record SliceSession(Connection connection, MergeSql sql) {
    /// What is read of each row of an answer.
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Runs a statement that answers no rows, and says how many rows it touched.
    int run(String template, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql.in(template))) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    <T> List<T> rows(String template, Reader<T> reader, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql.in(template))) {
            bind(statement, values);
            var answer = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    answer.add(reader.read(rows));
                }
            }
            return answer;
        }
    }

    private static void bind(java.sql.PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
