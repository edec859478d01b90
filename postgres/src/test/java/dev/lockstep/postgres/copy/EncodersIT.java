package dev.lockstep.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestServer;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/// What encoders write, read back beside what PostgreSQL's own input functions make of the same texts.
final class EncodersIT {
    private static final List<String> COLUMNS = List.of("n", "v");

    private static final String UNLIKE = """
        SELECT n, e.v::text, t.v::text FROM encoded e FULL JOIN typed t USING (n)
         WHERE %1$s(e.v) IS DISTINCT FROM %1$s(t.v) OR e.v::text IS DISTINCT FROM t.v::text
         ORDER BY n LIMIT 5\
        """;

    private static Session application;

    @BeforeAll
    static void connect() {
        application = TestServer.database().applicationAs("postgres");
        application.run("SET datestyle = 'ISO, DMY'", "SET timezone = 'Asia/Tokyo'", "SET extra_float_digits = 3");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @ParameterizedTest
    @MethodSource("dev.lockstep.postgres.copy.EncodedType#all")
    void writesWhatTheTypesOwnInputFunctionMakesOfTheText(EncodedType type) throws SQLException, IOException {
        long seed = new Random().nextLong();
        application.run(
                "DROP TABLE IF EXISTS encoded, typed",
                "CREATE TABLE encoded (n integer, v " + type.sql() + ")",
                "CREATE TABLE typed (n integer, v " + type.sql() + ")");
        var encoder = encoder();
        var taken = new RowPageBuilder(COLUMNS);
        int count = 0;
        for (var text : type.texts(new Random(seed))) {
            if (encoder.encode(text, 0, text.length, new CopyBuffer(16))) {
                taken.append(Integer.toString(count)).append(text, 0, text.length);
                count++;
            }
        }

        copyIn("encoded", "binary", binary(taken.build()));
        copyIn("typed", "csv", PageCsv.of(taken.build(), new int[] {0, 1}, ""));

        var send = application.one("SELECT typsend FROM pg_type WHERE oid = "
                + "(SELECT atttypid FROM pg_attribute WHERE attrelid = 'typed'::regclass AND attname = 'v')");
        assertThat(application.rows(UNLIKE.formatted(send)))
                .as("encoded and typed, seed %d", seed)
                .isEmpty();
        assertThat(count).as("texts that were taken").isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("dev.lockstep.postgres.copy.EncodedType#all")
    void takesAllThatAnOrgSends(EncodedType type) throws SQLException {
        application.run("DROP TABLE IF EXISTS typed", "CREATE TABLE typed (n integer, v " + type.sql() + ")");
        var encoder = encoder();

        assertThat(type.ordinary()).allMatch(text -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return encoder.encode(utf8, 0, utf8.length, new CopyBuffer(16));
        });
    }

    private static Encoder encoder() throws SQLException {
        return columns().getLast().encoder().orElseThrow();
    }

    private static List<CopyColumn> columns() throws SQLException {
        return TableColumns.find(
                application.connection(),
                "typed",
                COLUMNS.stream().collect(Collectors.toMap(name -> name, CopyColumn.PageColumn::new)));
    }

    private static byte[] binary(RowPage page) throws SQLException {
        var rows = BinaryRows.of(columns()).orElseThrow();
        var buffer = new CopyBuffer(16);
        rows.begin(buffer);
        for (int row = 0; row < page.rows(); row++) {
            assertThat(rows.put(page, rows.positions(page), row, buffer)).isTrue();
        }
        rows.end(buffer);
        return Arrays.copyOf(buffer.bytes(), buffer.size());
    }

    private static void copyIn(String table, String format, byte[] bytes) throws SQLException, IOException {
        application
                .connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (FORMAT " + format + ")", new ByteArrayInputStream(bytes));
    }
}
