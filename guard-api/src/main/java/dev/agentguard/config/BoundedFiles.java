package dev.agentguard.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads files without ever taking more of one than a limit. */
final class BoundedFiles {

    /** One byte more than any reader accepts, so that the reader sees that a file is too large. */
    static final int LIMIT = (1 << 20) + 1;

    private BoundedFiles() {}

    /** Returns the content up to the limit, or null if this is no regular file or cannot be read. */
    static byte @Nullable [] read(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LIMIT);
        } catch (IOException e) {
            return null;
        }
    }
}
