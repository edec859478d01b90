package dev.lockstep.orgsim.project;

import java.nio.file.Path;

/// A file of the project.
///
/// @param name the path from the project's folder on, with slashes, as people are told it
record ProjectFile(Path path, String name) {
    static ProjectFile in(Path root, Path path) {
        return new ProjectFile(path, root.relativize(path).toString().replace('\\', '/'));
    }

    /// @param problem what is wrong and what to do, as a sentence without its full stop
    ProjectRefused refused(String problem) {
        return new ProjectRefused(name + ": " + problem + ".");
    }

    ProjectRefused refused(int line, String problem) {
        return new ProjectRefused(name + ", line " + line + ": " + problem + ".");
    }

    /// @param place such as `records[3].Name`
    ProjectRefused refused(String place, String problem) {
        return new ProjectRefused(name + ", " + place + ": " + problem + ".");
    }

    @Override
    public String toString() {
        return name;
    }
}
