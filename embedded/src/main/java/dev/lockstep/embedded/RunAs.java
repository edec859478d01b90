package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// As whom PostgreSQL runs. It refuses to run as root, which is what a container usually is.
sealed interface RunAs {
    /// A link, to a folder that belongs to the user whom this process runs as.
    Path OURSELVES = Path.of("/proc/self");

    /// What goes before a command.
    List<String> prefix();

    /// Hands the folder to whoever runs the server; does nothing where that is us.
    default void give(Path tree) throws IOException {}

    /// An ordinary user needs nothing.
    record Ourselves() implements RunAs {
        @Override
        public List<String> prefix() {
            return List.of();
        }
    }

    /// Root under another name: in a user namespace of its own, where our files stay ours and root's rights are gone.
    record UserNamespace() implements RunAs {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "-U");
        }
    }

    /// An unprivileged user of the machine.
    record OtherUser(int uid, int gid) implements RunAs {
        /// The user that every Linux calls nobody.
        static final OtherUser NOBODY = new OtherUser(65534, 65534);

        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        }

        /// This user, once it is proved that it can work in the folder.
        private OtherUser reaching(ServerFolder folder) throws InterruptedException {
            try {
                give(folder.root());
            } catch (IOException | UncheckedIOException refused) {
                throw unable(folder, String.valueOf(refused.getMessage()));
            }
            var probe = command(List.of("test", "-w", folder.root().toString())).run();
            if (!probe.succeeded()) {
                throw unable(folder, probe.output().strip());
            }
            return this;
        }

        private EmbeddedPostgresException unable(ServerFolder folder, String reason) {
            return new EmbeddedPostgresException(
                    Problem.NO_USER_TO_RUN_AS,
                    "PostgreSQL doesn't run as root, and the user with the number %d can't use the folder %s%s."
                            .formatted(uid, folder.root(), reason.isEmpty() ? "" : " (" + reason + ")"),
                    "Start as an ordinary user, or name a folder that is not inside a private one such as root's"
                            + " home.");
        }

        @Override
        public void give(Path tree) throws IOException {
            try (var paths = Files.walk(tree)) {
                for (var path : (Iterable<Path>) paths::iterator) {
                    if (uidOf(path) != uid) {
                        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                    }
                }
            }
        }
    }

    /// As root, a folder that belongs to somebody else stays theirs; one of root's own is used through a user
    /// namespace where the machine has them, and is given to nobody where it hasn't.
    static RunAs choose(ServerFolder folder) throws IOException, InterruptedException {
        if ((Integer) Files.getAttribute(OURSELVES, "unix:uid") != 0) {
            return new Ourselves();
        }
        var owner = uidOf(folder.root());
        if (owner == 0 && Command.of("unshare", "-U", "true").run().succeeded()) {
            return new UserNamespace();
        }
        var user = owner == 0 ? OtherUser.NOBODY : new OtherUser(owner, gidOf(folder.root()));
        return user.reaching(folder);
    }

    private static int uidOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int gidOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }

    /// The command as this user runs it.
    default Command command(List<String> words) {
        return new Command(Stream.concat(prefix().stream(), words.stream()).toList());
    }
}
