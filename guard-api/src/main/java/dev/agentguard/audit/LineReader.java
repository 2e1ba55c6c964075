package dev.agentguard.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, bounded. */
final class LineReader {

    /** How a line ended. */
    enum End {
        NEWLINE,
        FILE,
        TOO_LONG
    }

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private End end = End.NEWLINE;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its end, or null at the end of the file; nothing follows a line that is too long. */
    byte @Nullable [] next() throws IOException {
        if (end != End.NEWLINE) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    end = End.FILE;
                    return line.size() == 0 ? null : line.toByteArray();
                }
            }
            int start = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, at - start);
            if (line.size() > Line.LONGEST) {
                end = End.TOO_LONG;
                return line.toByteArray();
            }
            if (at < filled) {
                at++;
                return line.toByteArray();
            }
        }
    }

    /** Returns how the line that was returned last ended. */
    End end() {
        return end;
    }
}
