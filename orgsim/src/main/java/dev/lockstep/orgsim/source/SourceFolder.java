package dev.lockstep.orgsim.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A folder of files that an org is made of. What is read of it is read through here: its digest counts each file.
public final class SourceFolder {
    private final Path root;
    private final MessageDigest digest = sha256();

    public SourceFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public SourceFile file(Path path) {
        return SourceFile.in(root, path);
    }

    /// The files right in the folder whose names end so, by name.
    ///
    /// @param suffix in lower case, such as `.json`
    /// @param option how a person names the folder, such as `--describe`
    public List<SourceFile> files(String suffix, String option) {
        if (!Files.isDirectory(root)) {
            throw new SourceRefused("There is no folder " + root + ": name one with " + option + ".");
        }
        try (var files = Files.list(root)) {
            var found = files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(this::file)
                    .toList();
            if (found.isEmpty()) {
                throw new SourceRefused(
                        "The folder " + root + " holds no *" + suffix + " file: name another with " + option + ".");
            }
            return found;
        } catch (IOException failure) {
            throw unreadable(root.toString(), failure);
        }
    }

    /// The file's content, to be closed. It is read twice: once for the digest.
    public InputStream open(SourceFile file) {
        try {
            digest.update((file.name() + "\n").getBytes(StandardCharsets.UTF_8));
            try (var counted = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                counted.transferTo(OutputStream.nullOutputStream());
            }
            return reopen(file);
        } catch (IOException failure) {
            throw unopened(file, failure);
        }
    }

    /// The same for a file that has been counted already.
    public InputStream reopen(SourceFile file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file.path()));
        } catch (IOException failure) {
            throw unopened(file, failure);
        }
    }

    private static SourceRefused unopened(SourceFile file, IOException failure) {
        return failure instanceof NoSuchFileException
                ? file.refused("the file isn't there: add it, or take its name out")
                : unreadable(file.name(), failure);
    }

    /// A digest of all that has been read so far, in hexadecimal digits.
    public String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static SourceRefused unreadable(String name, IOException failure) {
        return new SourceRefused(
                name + ": can't be read (" + failure.getClass().getSimpleName() + "): make it readable.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
