package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The data folder and the password of its superuser, both made at the first start.
final class Cluster {
    private static final int PASSWORD_LENGTH = 32;

    /// Letters and digits, so that it can be pasted anywhere unquoted; 32 of them are 190 bits.
    private static final String PASSWORD_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// Kept in the data folder's postgresql.conf, where its owner may change them.
    private static final List<String> SETTINGS = List.of(
            "max_connections=100",
            "shared_buffers=128MB",
            "max_prepared_transactions=10", // 0 would refuse every two-phase commit
            "password_encryption=scram-sha-256",
            "log_line_prefix=%m [%p] %q%u@%d %a ");

    private Cluster() {}

    /// The superuser's password; the data folder is there when this returns.
    static String createOnce(ServerFolder folder, String user, RunAs runAs) throws IOException, InterruptedException {
        if (Files.exists(folder.data())) {
            return existingPassword(folder);
        }
        // A start that was killed between password and data left the password.
        var password = Files.exists(folder.passwordFile()) ? existingPassword(folder) : newPassword(folder);
        create(folder, user, password, runAs);
        return password;
    }

    private static String existingPassword(ServerFolder folder) throws IOException {
        if (!Files.exists(folder.passwordFile())) {
            throw new EmbeddedPostgresException(
                    Problem.FOLDER_UNUSABLE,
                    "The folder %s holds data, but the file with its password is gone.".formatted(folder.root()),
                    "Put %s back, or name another folder.".formatted(folder.passwordFile()));
        }
        return Files.readString(folder.passwordFile()).strip();
    }

    private static String newPassword(ServerFolder folder) throws IOException {
        var password = new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, PASSWORD_ALPHABET.length())
                .mapToObj(i -> PASSWORD_ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
        var temporary = folder.makeTemporary();
        folder.moveIntoPlace(writePrivately(temporary, password), folder.passwordFile());
        Files.delete(temporary);
        return password;
    }

    /// In a file that its owner alone can read, which is how the JDK makes temporary files.
    private static Path writePrivately(Path folder, String password) throws IOException {
        var file = Files.createTempFile(folder, "password", "");
        Files.writeString(file, password + "\n");
        return file;
    }

    private static void create(ServerFolder folder, String user, String password, RunAs runAs)
            throws IOException, InterruptedException {
        var temporary = folder.makeTemporary();
        var passwordFile = writePrivately(temporary, password);
        runAs.give(folder.root());
        var data = temporary.resolve("data");
        var words = new ArrayList<>(List.of(
                folder.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        SETTINGS.forEach(setting -> words.add("--set=" + setting));
        var result = runAs.command(words).run();
        if (!result.succeeded()) {
            throw new EmbeddedPostgresException(
                    Problem.START_FAILED,
                    "PostgreSQL could not create its data folder in %s: %s"
                            .formatted(folder.root(), ServerLog.complaintIn(result.output())),
                    "Make room or rights there, or use a PostgreSQL server of your own.");
        }
        folder.moveIntoPlace(data, folder.data());
        ServerFolder.removeTree(temporary);
    }
}
