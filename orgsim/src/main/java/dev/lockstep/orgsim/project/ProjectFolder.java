package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceFolder;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder of a Salesforce DX project.
final class ProjectFolder {
    private static final String PROJECT_FILE = "sfdx-project.json";
    private static final String DATA = "data";
    private static final String PLAN = "-plan.json";

    private final SourceFolder source;
    private final Path root;

    private ProjectFolder(SourceFolder source) {
        this.source = source;
        this.root = source.root();
    }

    /// Throws [SourceRefused] where the folder holds no project.
    static ProjectFolder open(Path folder) {
        var source = new SourceFolder(folder);
        if (!Files.isRegularFile(source.root().resolve(PROJECT_FILE))) {
            throw new SourceRefused("The folder " + source.root() + " is no Salesforce DX project, since it has no "
                    + PROJECT_FILE + ": name the folder of one with --project.");
        }
        return new ProjectFolder(source);
    }

    SourceFile projectFile() {
        return source.file(root.resolve(PROJECT_FILE));
    }

    /// The plans of `sf data import tree`, by name.
    List<SourceFile> plans() {
        var data = root.resolve(DATA);
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PLAN))
                    .sorted()
                    .map(file -> source.file(file))
                    .toList();
        } catch (IOException failure) {
            throw SourceFolder.unreadable(DATA, failure);
        }
    }

    /// All files of these package directories, each once, in the order of their names.
    List<SourceFile> files(List<Path> packages) {
        var files = new TreeMap<String, SourceFile>();
        for (var folder : packages) {
            collect(folder, files);
        }
        return List.copyOf(files.values());
    }

    private void collect(Path folder, Map<String, SourceFile> files) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (var entry : entries.sorted().toList()) {
                var name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!name.startsWith(".") && !name.equals("node_modules") && !Files.isSymbolicLink(entry)) {
                        collect(entry, files);
                    }
                } else {
                    var file = source.file(entry);
                    files.put(file.name(), file);
                }
            }
        } catch (IOException failure) {
            throw SourceFolder.unreadable(folder.toString(), failure);
        }
    }

    SourceFile sibling(SourceFile file, String name) {
        return source.file(file.path().resolveSibling(name).normalize());
    }

    Path resolve(String path) {
        return root.resolve(path).normalize();
    }

    /// What the project's files are read through.
    SourceFolder source() {
        return source;
    }
}
