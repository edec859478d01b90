package dev.lockstep.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// The data database of one connection: a small pool of sessions, all set up alike.
///
/// Sessions see `pg_catalog` alone, so that every name has to be qualified; they wait for a lock no
/// longer than an application waits before a deadlock is looked for, so that we give way; and the
/// server ends them when they sit idle in a transaction. Each statement is planned for what is asked
/// and for the tables as they are now: a plan that was made while the log was empty took minutes once
/// it was full. Safe for many threads. Work must not begin other work of the same database: the pool is
/// small.
public final class DataDatabase implements AutoCloseable {
    private static final int SESSIONS = 6;
    private static final Duration WAIT_FOR_A_SESSION = Duration.ofSeconds(5);
    /// PostgreSQL keeps 63 bytes of an application name; the epoch needs the rest.
    private static final Pattern APPLICATION_NAME = Pattern.compile("[\\x21-\\x7e]{1,43}");

    private static final String SESSION = """
        SET search_path = pg_catalog;
        SET timezone = 'UTC';
        SET lock_timeout = '300ms';
        SET plan_cache_mode = force_custom_plan;
        SET jit = off;
        SET idle_in_transaction_session_timeout = '10s';
        SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5\
        """;

    private static final String OURS = """
        SELECT set_config('lockstep.origin', 'sync', true),
               set_config('xmlbinary', 'hex', true),
               set_config('application_name', ?, true)\
        """;

    private static final String NAMED = "SELECT set_config('application_name', ?, true)";

    private static final String IDENTITY = """
        SELECT system_identifier,
               -- The checkpoint still tells the old timeline for a while after a promotion.
           CASE WHEN pg_is_in_recovery() THEN (SELECT timeline_id FROM pg_control_checkpoint())
                ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer
           END AS timeline,
               current_setting('server_version_num')::integer AS version
          FROM pg_control_system()\
        """;

    private final DatabaseSettings settings;
    private final String applicationName;
    private final HikariDataSource pool;
    private volatile String sessionName;

    private DataDatabase(DatabaseSettings settings, String applicationName, HikariDataSource pool) {
        this.settings = settings;
        this.applicationName = applicationName;
        this.sessionName = applicationName;
        this.pool = pool;
    }

    /// Connects, and refuses a server that isn't PostgreSQL 15 to 18.
    ///
    /// @param applicationName what `pg_stat_activity` shows, `lockstep/` and the connection's name; the
    ///     epoch is appended once it is taken
    public static DataDatabase open(DatabaseSettings settings, String applicationName) {
        if (!APPLICATION_NAME.matcher(applicationName).matches()) {
            throw new IllegalArgumentException(
                    "\"" + applicationName + "\" can't name sessions: take 1 to 43 printable ASCII characters");
        }
        var database = new DataDatabase(settings, applicationName, pool(settings, applicationName));
        try {
            var server = database.server();
            if (!server.isSupported()) {
                throw new DatabaseFailure(
                        Kind.MISCONFIGURED,
                        database + " is PostgreSQL " + server.majorVersion() + ": take a version from 15 to 18");
            }
            return database;
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static HikariDataSource pool(DatabaseSettings settings, String applicationName) {
        var config = new HikariConfig();
        config.setDataSource(sessions(settings, applicationName));
        config.setPoolName(applicationName);
        config.setMaximumPoolSize(SESSIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_A_SESSION.toMillis());
        config.setConnectionInitSql(SESSION);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw DatabaseFailure.of(cause, "the database " + settings.jdbcUrl());
            }
            throw failure;
        }
    }

    private static PGSimpleDataSource sessions(DatabaseSettings settings, String applicationName) {
        var source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setPassword(settings.password().reveal());
        source.setApplicationName(applicationName);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(Math.toIntExact(WAIT_FOR_A_SESSION.toSeconds()));
        return source;
    }

    /// Runs the work in a transaction of ours: READ COMMITTED, and capture knows that the writes aren't
    /// an application's. Commits when the work returns, rolls back when it throws.
    ///
    /// @throws DatabaseFailure for what the database refused
    public <T> T transaction(Work<T> work) {
        return run(OURS, work);
    }

    /// Runs the work in a transaction that can't write.
    public <T> T read(Work<T> work) {
        return run(NAMED, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION READ ONLY");
            }
            return work.run(connection);
        });
    }

    private <T> T run(String first, Work<T> work) {
        try (var connection = pool.getConnection()) {
            try {
                name(connection, first);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw DatabaseFailure.of(failure, toString());
        }
    }

    private void name(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, sessionName);
            statement.execute();
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    public ServerIdentity server() {
        return read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(IDENTITY)) {
                row.next();
                return new ServerIdentity(row.getLong(1), row.getInt(2), row.getInt(3));
            }
        });
    }

    /// From now on the sessions of transactions carry the epoch in their name, so that who takes over
    /// can end them.
    public void carryEpoch(long number) {
        sessionName = applicationName + "/" + number;
    }

    public String applicationName() {
        return applicationName;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    public SchemaName schema() {
        return settings.schema();
    }

    /// Sessions outside the pool, without its settings, for work that takes its time.
    public DataSource unpooled() {
        return sessions(settings, applicationName);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "the database " + settings.jdbcUrl();
    }
}
