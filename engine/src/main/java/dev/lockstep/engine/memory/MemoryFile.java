package dev.lockstep.engine.memory;

import dev.lockstep.model.RecordId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/// Keeps a connection's memory in a small file, replaced as a whole. It holds no secret.
public final class MemoryFile {
    private final Path file;

    public MemoryFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /// Empty before the first shift. Throws [UncheckedIOException] for a file that can't be read, and
    /// [IllegalStateException] for one that is damaged: to guess would risk doubled records.
    public Optional<ConnectionMemory> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
            return Optional.of(new ConnectionMemory(
                    new RecordId(required(properties, "organization")),
                    required(properties, "system_identifier"),
                    Long.parseLong(required(properties, "timeline")),
                    Long.parseLong(required(properties, "settled"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("can't read " + file, unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new IllegalStateException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static String required(Properties properties, String key) {
        var value = properties.getProperty(key, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("it doesn't say " + key);
        }
        return value;
    }

    public void write(ConnectionMemory memory) {
        var properties = new Properties();
        properties.setProperty("organization", memory.organization().value());
        properties.setProperty("system_identifier", memory.systemIdentifier());
        properties.setProperty("timeline", Long.toString(memory.timeline()));
        properties.setProperty("settled", Long.toString(memory.settled()));
        try {
            var text = new StringWriter();
            properties.store(text, "What Lockstep knows of this connection outside its database. Do not edit.");
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + file, unwritable);
        }
    }
}
