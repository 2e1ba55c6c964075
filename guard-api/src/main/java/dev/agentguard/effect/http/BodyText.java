package dev.agentguard.effect.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body as text. The encoding is found as JSON parsers find it, by a byte order mark or the place of the
 * zero bytes, so that the guard reads what they read; a declared one that contradicts this is a problem.
 *
 * @param text the text, malformed bytes replaced
 * @param problem why a server may read another text, or null
 * @param isUtf8 whether it is the bytes as UTF-8 and nothing was replaced or left out
 */
record BodyText(String text, @Nullable String problem, boolean isUtf8) {

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    /** Encodings in which an ASCII byte means that ASCII character. */
    private static final Set<String> LIKE_ASCII =
            Set.of("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "iso-8859-15", "windows-1252");

    static BodyText of(byte[] bytes, String declaredCharset) {
        String declared = declaredCharset.toLowerCase(Locale.ROOT);
        Charset charset = detected(bytes);
        if (charset.equals(StandardCharsets.UTF_8) && (declared.isEmpty() || declared.equals("utf-8"))) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') < 0 && !text.startsWith("\uFEFF")) {
                return new BodyText(text, null, true); // nothing was replaced, so it was valid
            }
        }
        String problem = null;
        if (charset.equals(StandardCharsets.UTF_8) && !declared.isEmpty() && !LIKE_ASCII.contains(declared)) {
            problem = "its declared charset is not the one it is written in, or is not read by this version";
        }
        if (charset.equals(StandardCharsets.UTF_8) && LIKE_ASCII.contains(declared) && !declared.startsWith("utf")) {
            charset = StandardCharsets.ISO_8859_1;
        }
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, charset);
            problem = "it is not valid " + charset.name();
        }
        return new BodyText(text.startsWith("\uFEFF") ? text.substring(1) : text, problem, false);
    }

    private static Charset detected(byte[] b) {
        int first = b.length > 0 ? b[0] & 0xff : -1;
        int second = b.length > 1 ? b[1] & 0xff : -1;
        int third = b.length > 2 ? b[2] & 0xff : -1;
        int fourth = b.length > 3 ? b[3] & 0xff : -1;
        if (first == 0 && second == 0) {
            return UTF_32BE;
        }
        if (first != 0 && third == 0 && fourth == 0 && (second == 0 || (first == 0xff && second == 0xfe))) {
            return UTF_32LE;
        }
        if (first == 0 || (first == 0xfe && second == 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        if (second == 0 || (first == 0xff && second == 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }
}
