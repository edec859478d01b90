package dev.lockstep.orgsim.http;

import java.nio.file.Path;

/// Where the body of a request goes that is too large for memory: into a file of its own.
///
/// @param folder that the file is made in; whoever wants to keep the file moves it
/// @param limitBytes larger bodies are refused, packed or unpacked
public record UploadPlace(Path folder, long limitBytes) {}
