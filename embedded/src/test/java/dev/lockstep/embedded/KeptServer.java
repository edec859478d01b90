package dev.lockstep.embedded;

import java.nio.file.Path;

/// A process of its own that keeps a server until its input ends: the tests end it in other ways, too.
final class KeptServer {
    private KeptServer() {}

    /// Adds a row, then writes one line: `ready`, and how many rows there are.
    public static void main(String[] arguments) throws Exception {
        try (var server = EmbeddedPostgres.start(new EmbeddedSettings(Path.of(arguments[0]), 0, "sync", "keeper"))) {
            Sessions.execute(server, "CREATE TABLE IF NOT EXISTS kept (value int)", "INSERT INTO kept VALUES (1)");
            System.out.println("ready " + Sessions.ask(server, "SELECT count(*) FROM kept"));
            System.in.read();
        } catch (EmbeddedPostgresException refused) {
            System.out.println(refused.problem() + " " + refused.getMessage());
        }
    }
}
