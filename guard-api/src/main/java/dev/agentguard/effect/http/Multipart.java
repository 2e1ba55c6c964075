package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a multipart body (RFC 2046 section 5.1), read as leniently as servers do.
 *
 * @param parts the parts in order
 * @param problem why there may be more or others, or null
 */
record Multipart(List<Part> parts, @Nullable String problem) {

    private static final int MOST_HEADERS = 100;

    /** More parts than operations, for most of them are no operation. */
    private static final int PARTS_PER_OPERATION = 10;

    /**
     * One part.
     *
     * @param headers its header fields, names compared without regard to case
     * @param content what stands behind them
     */
    record Part(Map<String, String> headers, String content) {

        MediaType type() {
            return MediaType.of(headers.getOrDefault("Content-Type", ""));
        }

        /** Returns the name of the form's field that this part is, empty if it is none. */
        String fieldName() {
            return disposition().parameter("name");
        }

        boolean isFile() {
            String disposition = headers.getOrDefault("Content-Disposition", "");
            return disposition.toLowerCase(Locale.ROOT).contains("filename");
        }

        private MediaType disposition() {
            return MediaType.of(headers.getOrDefault("Content-Disposition", ""));
        }
    }

    static Multipart of(String text, String boundary, Limits limits) {
        if (boundary.isEmpty()) {
            return new Multipart(List.of(), "a multipart body without a boundary");
        }
        String mark = "--" + boundary;
        List<Part> parts = new ArrayList<>();
        int at = delimiter(text, mark, 0);
        boolean closed = false;
        while (at >= 0 && !closed) {
            int start = afterLine(text, at + mark.length());
            int next = delimiter(text, mark, at + mark.length());
            closed = text.startsWith("--", at + mark.length());
            if (!closed) {
                if (parts.size() == limits.operations() * PARTS_PER_OPERATION) {
                    return new Multipart(parts, "more than " + parts.size() + " parts");
                }
                int end = next < 0 ? text.length() : next;
                parts.add(part(text.substring(Math.min(start, end), end)));
            }
            at = next;
        }
        return parts.isEmpty()
                ? new Multipart(parts, "a multipart body without parts")
                : new Multipart(parts, closed ? null : "a multipart body that does not end");
    }

    /** Returns where the mark next stands at the start of a line, or -1. */
    private static int delimiter(String text, String mark, int from) {
        for (int at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
            if (at == 0 || text.charAt(at - 1) == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static int afterLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** Splits header fields from content at the first empty line. */
    static Part part(String text) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int at = 0;
        while (at < text.length() && headers.size() < MOST_HEADERS) {
            int end = afterLine(text, at);
            String line = text.substring(at, end).strip();
            at = end;
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        int end = text.length();
        end -= end > at && text.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > at && text.charAt(end - 1) == '\r' ? 1 : 0;
        return new Part(headers, text.substring(at, Math.max(at, end)));
    }
}
