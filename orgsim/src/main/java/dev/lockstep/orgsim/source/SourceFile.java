package dev.lockstep.orgsim.source;

import java.nio.file.Path;

/// A file that an org is made of.
///
/// @param name the path from its folder on, with slashes, as people are told it
public record SourceFile(Path path, String name) {
    public static SourceFile in(Path root, Path path) {
        return new SourceFile(path, root.relativize(path).toString().replace('\\', '/'));
    }

    /// Says what is wrong with the file.
    ///
    /// @param problem what is wrong and what to do, as a sentence without its full stop
    public SourceRefused refused(String problem) {
        return new SourceRefused(name + ": " + problem + ".");
    }

    public SourceRefused refused(long line, String problem) {
        return new SourceRefused(name + ", line " + line + ": " + problem + ".");
    }

    /// Says what is wrong at a place in it.
    ///
    /// @param place such as `records[3].Name`
    public SourceRefused refused(String place, String problem) {
        return new SourceRefused(name + ", " + place + ": " + problem + ".");
    }

    @Override
    public String toString() {
        return name;
    }
}
