package dev.lockstep.orgsim.org;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One line of the journal: eight hexadecimal digits of checksum, a blank, JSON. A line that was cut or changed doesn't
/// open.
final class JournalLine {
    private static final int CHECKSUM_LENGTH = 8;

    private JournalLine() {}

    /// The line with its line feed at the end.
    static byte[] seal(byte[] json) {
        var line = new byte[CHECKSUM_LENGTH + 1 + json.length + 1];
        System.arraycopy(checksum(json), 0, line, 0, CHECKSUM_LENGTH);
        line[CHECKSUM_LENGTH] = ' ';
        System.arraycopy(json, 0, line, CHECKSUM_LENGTH + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /// The JSON of a line without its line feed; empty if the checksum doesn't fit.
    static Optional<byte[]> open(byte[] line) {
        if (line.length < CHECKSUM_LENGTH + 1 || line[CHECKSUM_LENGTH] != ' ') {
            return Optional.empty();
        }
        var json = Arrays.copyOfRange(line, CHECKSUM_LENGTH + 1, line.length);
        return Arrays.equals(checksum(json), Arrays.copyOf(line, CHECKSUM_LENGTH))
                ? Optional.of(json)
                : Optional.empty();
    }

    private static byte[] checksum(byte[] json) {
        var sum = new CRC32C();
        sum.update(json);
        return String.format("%08x", sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
