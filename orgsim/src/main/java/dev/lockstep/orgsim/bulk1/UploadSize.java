package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How large the data of a batch may be, once it is unpacked.
final class UploadSize {
    private static final String LIMITS =
            "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm";

    @Documented(url = LIMITS)
    private static final long MOST_BYTES = 10L * 1024 * 1024;

    @Documented(url = LIMITS)
    private static final long MOST_CHARACTERS = 10_000_000;

    private UploadSize() {}

    @Assumed(reason = "Code and words are in reports about several clients, for either limit")
    static void require(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES || characters(file) > MOST_CHARACTERS) {
                throw ExceptionCode.CLIENT_INPUT_ERROR.refusal(
                        "Failed to read request. Exceeded max size limit of " + MOST_CHARACTERS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data of a batch can't be read", e);
        }
    }

    /// By the first byte of each.
    private static long characters(Path file) throws IOException {
        long characters = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                characters += (octet & 0xc0) == 0x80 ? 0 : 1;
            }
        }
        return characters;
    }
}
