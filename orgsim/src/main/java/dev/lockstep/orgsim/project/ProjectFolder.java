package dev.lockstep.orgsim.project;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder of a Salesforce DX project. What is read of it is read through here: its digest counts each file.
final class ProjectFolder {
    private static final String PROJECT_FILE = "sfdx-project.json";
    private static final String DATA = "data";
    private static final String PLAN = "-plan.json";

    private final Path root;
    private final MessageDigest digest = sha256();

    private ProjectFolder(Path root) {
        this.root = root;
    }

    /// Throws [ProjectRefused] where the folder holds no project.
    static ProjectFolder open(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve(PROJECT_FILE))) {
            throw new ProjectRefused("The folder " + root + " is no Salesforce DX project, since it has no "
                    + PROJECT_FILE + ": name the folder of one with --project.");
        }
        return new ProjectFolder(root);
    }

    ProjectFile projectFile() {
        return ProjectFile.in(root, root.resolve(PROJECT_FILE));
    }

    /// The plans of `sf data import tree`, by name.
    List<ProjectFile> plans() {
        var data = root.resolve(DATA);
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PLAN))
                    .sorted()
                    .map(file -> ProjectFile.in(root, file))
                    .toList();
        } catch (IOException failure) {
            throw unreadable(DATA, failure);
        }
    }

    /// All files of these package directories, each once, in the order of their names.
    List<ProjectFile> files(List<Path> packages) {
        var files = new TreeMap<String, ProjectFile>();
        for (var folder : packages) {
            collect(folder, files);
        }
        return List.copyOf(files.values());
    }

    private void collect(Path folder, Map<String, ProjectFile> files) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (var entry : entries.sorted().toList()) {
                var name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!name.startsWith(".") && !name.equals("node_modules") && !Files.isSymbolicLink(entry)) {
                        collect(entry, files);
                    }
                } else {
                    var file = ProjectFile.in(root, entry);
                    files.put(file.name(), file);
                }
            }
        } catch (IOException failure) {
            throw unreadable(folder.toString(), failure);
        }
    }

    ProjectFile sibling(ProjectFile file, String name) {
        return ProjectFile.in(root, file.path().resolveSibling(name).normalize());
    }

    Path resolve(String path) {
        return root.resolve(path).normalize();
    }

    /// The file's content, to be closed. It is read twice: once for the digest.
    InputStream open(ProjectFile file) {
        try {
            digest.update((file.name() + "\n").getBytes(StandardCharsets.UTF_8));
            try (var counted = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                counted.transferTo(OutputStream.nullOutputStream());
            }
            return new BufferedInputStream(Files.newInputStream(file.path()));
        } catch (NoSuchFileException absent) {
            throw file.refused("the file isn't there: add it, or take its name out");
        } catch (IOException failure) {
            throw unreadable(file.name(), failure);
        }
    }

    /// A digest of all that has been read so far, in hexadecimal digits.
    String digest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ProjectRefused unreadable(String name, IOException failure) {
        return new ProjectRefused(
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
