package dev.lockstep.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.TestDatabase;
import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestServer;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

final class TableCopyIT {
    private static final String TABLE = "\"public\".\"Many kinds\"";
    private static final List<String> COLUMNS = List.of("Id", "Name", "Amount", "Day", "Flag");
    private static final List<Target> TARGETS = Stream.of("Flag", "Name", "Day", "Id", "Amount")
            .map(name -> new Target(name.toLowerCase(Locale.ROOT), name))
            .toList();

    private final TestDatabase database = TestServer.database();
    private final Session session = database.applicationAs("postgres");

    @BeforeEach
    void begin() throws SQLException {
        session.run("CREATE TABLE " + TABLE + """
             (id integer UNIQUE NOT NULL, name varchar(10), amount double precision CHECK (amount < 1000),
              day date, flag boolean, by text DEFAULT substring(current_query() from 'FORMAT ([a-z]+)'),
              reading text, mark bigint)\
            """);
        session.connection().setAutoCommit(false);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void copiesInBinaryWhatEncodersKnowAndAsTextTheRest() throws SQLException {
        var result = copy(page(
                row("1", "日本語", "12.5", "2026-01-31", "true"),
                row("2", null, "1.0E2", null, null),
                row("3", "say \"hi\",\n", " 7 ", "31 Jan 2026", "yes"),
                row("4", "", "-0", "0001-01-01", "false")));

        assertThat(result).isEqualTo(new CopyResult(4, List.of()));
        assertThat(session.rows("SELECT id, name, amount, day, flag, by FROM " + TABLE + " ORDER BY id"))
                .containsExactly(
                        "1|日本語|12.5|2026-01-31|t|binary",
                        "2|-|100|-|-|binary",
                        "3|say \"hi\",\n|7|2026-01-31|t|csv",
                        "4||-0|0001-01-01|f|binary");
    }

    @Test
    void isolatesWhatTheDatabaseRefusesWithItsOwnVerdict() throws SQLException {
        var rows = IntStream.range(0, 500)
                .mapToObj(i -> row("" + i, "name", "1.5", "2026-01-31", "true"))
                .toArray(String[][]::new);
        rows[7][1] = "12345678901";
        rows[8][3] = "2026-02-30";
        rows[100][1] = "a\0b";
        rows[101][2] = "1000.5";
        rows[102][2] = "1e400";
        rows[300][0] = null;
        rows[301][0] = "300000000000";
        rows[499][0] = "498";
        rows[350][4] = "on";
        rows[351][1] = "1234567890   ";

        var result = copy(page(rows));
        session.run("INSERT INTO " + TABLE + " (id, name) VALUES (-1, 'after')");
        session.connection().commit();

        assertThat(result.refused())
                .extracting(refused -> refused.row() + " " + refused.sqlState())
                .containsExactly(
                        "7 22001",
                        "8 22008",
                        "100 22021",
                        "101 23514",
                        "102 22003",
                        "300 23502",
                        "301 22003",
                        "499 23505");
        assertThat(result.refused().getFirst().message())
                .startsWith("the table " + TABLE + " refused a value (22001): ")
                .contains("value too long for type character varying(10)");
        assertThat(result.copied()).isEqualTo(492);
        assertThat(session.one(
                        "SELECT count(*) FILTER (WHERE by = 'binary') || ' ' || count(*) FILTER (WHERE by = 'csv') "
                                + "FROM " + TABLE))
                .isEqualTo("490 2");
    }

    @Test
    void refusesAllRowsOfAPageAndCarriesOn() throws SQLException {
        var result = copy(page(row(null, "a", null, null, null), row("x", "b", null, null, null)));

        assertThat(result.copied()).isZero();
        assertThat(result.refused()).extracting(RefusedRow::sqlState).containsExactly("23502", "22P02");
        assertThat(copy(page(row("1", "c", null, null, null))).copied()).isEqualTo(1);
        assertThat(copy(page())).isEqualTo(new CopyResult(0, List.of()));
    }

    @Test
    void refusesOneOfTwoRowsWithOneKey() throws SQLException {
        var result = copy(page(
                row(" 1", "text", null, null, null),
                row("1", "binary", null, null, null),
                row("2", "binary", null, null, null),
                row("2", "another", null, null, null)));

        assertThat(result.copied()).isEqualTo(2);
        assertThat(result.refused()).extracting(RefusedRow::sqlState).containsExactly("23505", "23505");
        assertThat(session.rows("SELECT id FROM " + TABLE + " ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void copiesAllAsTextWhereATypeHasNoEncoder() throws SQLException {
        session.run("ALTER TABLE " + TABLE + " ALTER COLUMN name TYPE json USING NULL");

        var result = copy(page(row("1", "{\"a\": 1}", "1", null, "true"), row("2", "{", "2", null, "true")));

        assertThat(result.copied()).isEqualTo(1);
        assertThat(result.refused()).extracting(RefusedRow::row).containsExactly(1);
        assertThat(session.rows("SELECT id, name, by FROM " + TABLE)).containsExactly("1|{\"a\": 1}|csv");
    }

    @Test
    void givesEveryRowTheConstantsAndTheOtherColumnsTheirDefaults() throws SQLException {
        var rows = page(row("1", "a", null, null, null), row("2", "b", null, null, "on"));
        TableCopy.of(session.connection(), TABLE, TARGETS, Map.of("reading", "say \"hi\",", "mark", "42"))
                .copy(session.connection(), rows);

        assertThat(session.rows("SELECT id, reading, mark, by FROM " + TABLE + " ORDER BY id"))
                .containsExactly("1|say \"hi\",|42|binary", "2|say \"hi\",|42|csv");
    }

    @Test
    void asksTheServerWhatAConstantMeansThatNoEncoderKnows() throws SQLException {
        TableCopy.of(session.connection(), TABLE, TARGETS, Map.of("mark", " 0x2A "))
                .copy(session.connection(), page(row("1", "a", null, null, null)));

        assertThat(session.rows("SELECT id, mark, by FROM " + TABLE)).containsExactly("1|42|csv");
    }

    @Test
    void agreesWithCopyingRowByRowAsText() throws SQLException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            session.run(
                    "TRUNCATE " + TABLE,
                    "DROP TABLE IF EXISTS expected",
                    "CREATE TABLE expected (LIKE " + TABLE + " INCLUDING ALL)");
            var page = page(IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(number -> randomRow(random, number))
                    .toArray(String[][]::new));

            var refused = copy(page).refused().stream().map(RefusedRow::row).toList();

            assertThat(refused).as("seed %d", seed).isEqualTo(refusedOneByOne(page));
            assertThat(session.rows("SELECT id, name, amount, day, flag FROM " + TABLE + " ORDER BY id"))
                    .as("seed %d", seed)
                    .isEqualTo(session.rows("SELECT id, name, amount, day, flag FROM expected ORDER BY id"));
        }
    }

    private List<Integer> refusedOneByOne(RowPage page) {
        return IntStream.range(0, page.rows())
                .filter(row -> {
                    try {
                        session.run("SAVEPOINT one");
                        asText(page.slice(row, row + 1));
                        return false;
                    } catch (SQLException refused) {
                        session.run("ROLLBACK TO SAVEPOINT one");
                        return true;
                    }
                })
                .boxed()
                .toList();
    }

    private void asText(RowPage page) throws SQLException {
        byte[] csv = PageCsv.of(page, new int[] {0, 1, 2, 3, 4}, "");
        var copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY expected (id, name, amount, day, flag) FROM STDIN (FORMAT csv)");
        copy.writeToCopy(csv, 0, csv.length);
        copy.endCopy();
    }

    @Test
    void takesNoLockedTableForARefusal() {
        try (var other = database.applicationAs("postgres")) {
            session.run("COMMIT", "SET lock_timeout = '50ms'", "COMMIT");
            other.run("BEGIN", "LOCK TABLE " + TABLE);

            assertThatThrownBy(() -> copy(page(row("1", "a", null, null, null))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("55P03"));
        }
    }

    @Test
    void takesNoLostConnectionForARefusal() throws SQLException {
        var copy = TableCopy.of(session.connection(), TABLE, TARGETS, Map.of());
        try (var other = database.applicationAs("postgres")) {
            other.run("SELECT pg_terminate_backend(" + session.one("SELECT pg_backend_pid()") + ", 10000)");
        }

        assertThatThrownBy(() -> copy.copy(session.connection(), page(row("1", "a", null, null, null))))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).matches("08...|57P01"));
    }

    @Test
    void findsARefusedRowAlsoWhereMuchIsSentBehindIt() throws SQLException {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> row("" + i, "name", "1.5", "2026-01-31", "true"))
                .toArray(String[][]::new);
        rows[3][0] = null;

        var result = copy(page(rows));

        assertThat(result.refused()).extracting(RefusedRow::row).containsExactly(3);
        assertThat(result.copied()).isEqualTo(19_999);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> TableCopy.of(session.connection(), "public.absent", TARGETS, Map.of()))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isEqualTo("42P01"));
        assertThatThrownBy(() -> TableCopy.of(session.connection(), TABLE, TARGETS, Map.of("absent", "1")))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isEqualTo("42703"))
                .hasMessageContaining("[absent]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableCopy.of(session.connection(), TABLE, TARGETS, Map.of("name", "1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableCopy.of(session.connection(), TABLE, List.of(), Map.of("name", "1")));
    }

    private CopyResult copy(RowPage page) throws SQLException {
        return TableCopy.of(session.connection(), TABLE, TARGETS, Map.of()).copy(session.connection(), page);
    }

    /// With a key of its own: which of two rows with one key is refused depends on their order, which may change.
    private static String[] randomRow(Random random, int number) {
        return row(
                one(random, "" + number, "" + (1_000 * number + 999), " " + number, "x"),
                one(random, "name", "日本", "ten chars!", "ten chars! ", "eleven char", "a\0b", ""),
                one(random, "1.5", "999", "1000", "1e400", "1e-400", " 1", "1.5"),
                one(random, "2026-01-31", "2026-01-31", "2026-02-30", "2026-1-31", "infinity"),
                one(random, "true", "false", "on", "2"));
    }

    private static @Nullable String one(Random random, String... choices) {
        int choice = random.nextInt(choices.length * 4);
        return choice < choices.length ? choices[choice] : choice == choices.length ? null : choices[0];
    }

    private static String[] row(@Nullable String... cells) {
        return cells;
    }

    private static RowPage page(String[]... rows) {
        var page = new RowPageBuilder(COLUMNS);
        Arrays.stream(rows).flatMap(Arrays::stream).forEach(cell -> {
            if (cell == null) {
                page.appendNull();
            } else {
                page.append(cell);
            }
        });
        return page.build();
    }
}
