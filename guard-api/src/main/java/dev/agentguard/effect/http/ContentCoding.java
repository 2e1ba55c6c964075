package dev.agentguard.effect.http;

import dev.agentguard.action.Body;
import dev.agentguard.effect.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the content codings of a body (RFC 9110 section 8.4), within the limit of size. */
final class ContentCoding {

    /** No client applies more than two. */
    private static final int MOST_CODINGS = 8;

    private ContentCoding() {}

    /** Returns the body as the server sees it once decoded; not inspected if it is too large or cannot be decoded. */
    static Body decoded(Body body, Headers headers, Limits limits) {
        if (body.isEmpty() || body.notInspected() != null) {
            return body;
        }
        if (body.size() > limits.bodyBytes()) {
            return tooLarge(limits);
        }
        if (headers.codings().isEmpty()) {
            return body;
        }
        List<String> codings = new ArrayList<>();
        for (String value : headers.codings()) {
            for (String coding : value.split(",", MOST_CODINGS + 1)) {
                codings.add(0, coding.strip().toLowerCase(Locale.ROOT)); // applied in order, so undone in reverse
            }
        }
        if (codings.size() > MOST_CODINGS) {
            return Body.notInspected("it has more than " + MOST_CODINGS + " content codings");
        }
        byte[] bytes = body.bytes();
        for (String coding : codings) {
            try {
                byte[] decoded = decode(coding, bytes, limits.bodyBytes() + 1);
                if (decoded == null) {
                    return Body.notInspected("its content coding is not read by this version");
                }
                bytes = decoded;
            } catch (IOException | RuntimeException e) {
                // hostile input may make a decoder fail in any way
                return Body.notInspected("it is not valid " + coding);
            }
            if (bytes.length > limits.bodyBytes()) {
                return tooLarge(limits);
            }
        }
        return Body.of(bytes);
    }

    private static Body tooLarge(Limits limits) {
        return Body.notInspected("it is larger than the limit of " + limits.bodyBytes() + " bytes");
    }

    private static byte @Nullable [] decode(String coding, byte[] bytes, int most) throws IOException {
        return switch (coding) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> gunzip(bytes, most);
            case "deflate" -> inflate(bytes, most);
            case "br" -> unbrotli(bytes, most);
            default -> null;
        };
    }

    private static byte[] gunzip(byte[] bytes, int most) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(most);
        }
    }

    /** The decoder's buffers are bounded by the format, its output is by us. */
    private static byte[] unbrotli(byte[] bytes, int most) throws IOException {
        try (InputStream in = new BrotliInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(most);
        }
    }

    /** The name means the zlib format; some clients send the bare one, and servers take both. */
    private static byte[] inflate(byte[] bytes, int most) throws IOException {
        boolean zlib = bytes.length > 1
                && (bytes[0] & 0x0f) == Deflater.DEFLATED
                && ((bytes[0] & 0xff) * 256 + (bytes[1] & 0xff)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
            return in.readNBytes(most);
        } finally {
            inflater.end();
        }
    }
}
