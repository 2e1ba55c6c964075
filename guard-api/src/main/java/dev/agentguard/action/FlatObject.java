package dev.agentguard.action;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the arguments of nearly all calls are, an object of texts and small numbers in one line, several times as
 * quickly as a parser that is ready for everything. It either finds exactly what that parser would or leaves the text to
 * it: escapes, control characters, fractions, nested values, names that stand twice and all that is malformed. Not safe
 * for use by threads.
 */
final class FlatObject {

    /** In characters; shorter than what the parser has bounds for. */
    private static final int LONGEST = 16_384;

    private static final int MOST_DIGITS = 9;
    private static final char NOTHING = '\0';
    private static final Object OTHER = new Object();

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BLANKS = 0x2020202020202020L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private final String text;

    /** One for each character, so that looking at one costs no more than that; a question mark for what has no byte. */
    private final byte[] bytes;

    private int at;
    private int members;

    private FlatObject(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * Reads an object.
     *
     * @param text the JSON text
     * @return the object, or null if the text is to be read by the parser
     */
    static @Nullable Map<String, @Nullable Object> read(String text) {
        if (text.length() > LONGEST || text.indexOf('\\') >= 0) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        // two characters that make up one share a byte
        return bytes.length == text.length() && !holdsControlCharacter(bytes)
                ? new FlatObject(text, bytes).object()
                : null;
    }

    /** Eight at a time: a byte below 32 without its highest bit borrows that bit when 32 is taken from it. */
    private static boolean holdsControlCharacter(byte[] bytes) {
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            if (((eight - BLANKS) & ~eight & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                return true;
            }
        }
        return false;
    }

    private @Nullable Map<String, @Nullable Object> object() {
        if (!skips('{')) {
            return null;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        do {
            String name = string();
            Object value = name != null && skips(':') ? value() : OTHER;
            if (name == null || value == OTHER) {
                return null;
            }
            object.put(name, value);
            members++;
        } while (skips(','));
        boolean whole = skips('}') && next() == NOTHING && object.size() == members;
        return whole ? object : null;
    }

    private @Nullable Object value() {
        char first = next();
        if (first == '"') {
            String string = string();
            return string == null ? OTHER : string;
        }
        if (first >= '0' && first <= '9') {
            return number(first);
        }
        if (word("true")) {
            return true;
        }
        if (word("false")) {
            return false;
        }
        return word("null") ? null : OTHER;
    }

    private @Nullable String string() {
        int end = skips('"') ? text.indexOf('"', at) : -1;
        if (end < 0) {
            return null;
        }
        String string = text.substring(at, end);
        at = end + 1;
        return string;
    }

    /** Behind it only a comma or a brace can follow, which {@link #object} sees to. */
    private Object number(char first) {
        int start = at;
        int number = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            if (at - start == MOST_DIGITS) {
                return OTHER;
            }
            number = number * 10 + (bytes[at++] - '0');
        }
        return first == '0' && at > start + 1 ? OTHER : (Object) number;
    }

    private boolean word(String word) {
        boolean here = text.startsWith(word, at);
        at += here ? word.length() : 0;
        return here;
    }

    private boolean skips(char c) {
        boolean here = next() == c;
        at += here ? 1 : 0;
        return here;
    }

    /** Returns what stands behind blanks. */
    private char next() {
        while (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        return at < bytes.length ? (char) (bytes[at] & 0xff) : NOTHING;
    }
}
