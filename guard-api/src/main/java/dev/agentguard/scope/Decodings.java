package dev.agentguard.scope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** The text behind a text: one level of JSON escapes, of percent encoding and of base64. Bounded and linear. */
final class Decodings {

    private static final int SHORTEST_BASE64 = 16;
    private static final int LONGEST_BASE64 = 64 * 1024;

    private Decodings() {}

    /** Hands on the text and, where it holds something encoded, each decoded form. */
    static void forEach(String text, Consumer<String> consumer) {
        consumer.accept(text);
        base64(text, consumer);
        if (text.indexOf('\\') >= 0) {
            String plain = unescape(text);
            consumer.accept(plain);
            base64(plain, consumer);
        }
        if (text.indexOf('%') >= 0) {
            consumer.accept(percentDecoded(text));
        }
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n', 'r', 't', 'b', 'f' -> out.append(' ');
                case 'u' -> {
                    int code = hex(text, i + 1, 4);
                    out.append(code < 0 ? 'u' : (char) code);
                    i += code < 0 ? 0 : 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    private static String percentDecoded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int code = text.charAt(i) == '%' ? hex(text, i + 1, 2) : -1;
            // Secrets are ASCII; what lies beyond is left as a character that ends no run.
            out.append(code < 0 ? text.charAt(i) : (char) code);
            i += code < 0 ? 0 : 2;
        }
        return out.toString();
    }

    private static int hex(String text, int start, int digits) {
        if (start + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Decodes each stretch of base64, and lines of it that follow each other as one. */
    private static void base64(String text, Consumer<String> consumer) {
        StringBuilder lines = new StringBuilder();
        int lineLength = -1;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && isBase64(text.charAt(i))) {
                continue;
            }
            int length = i - start;
            if (length > 0) {
                boolean continues = length <= lineLength && lines.length() < LONGEST_BASE64;
                if (!continues) {
                    decode(lines, consumer);
                    lines.setLength(0);
                }
                if (length >= SHORTEST_BASE64 && continues) {
                    decode(text.substring(start, i), consumer);
                }
                lines.append(text, start, Math.min(i, start + LONGEST_BASE64));
                lineLength = length;
            }
            if (i < text.length() && !breaksLine(text.charAt(i))) {
                decode(lines, consumer);
                lines.setLength(0);
                lineLength = -1;
            }
            start = i + 1;
        }
        decode(lines, consumer);
    }

    private static boolean breaksLine(char c) {
        return c == '\n' || c == '\r' || c == ' ';
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_'
                || c == '=';
    }

    private static void decode(CharSequence encoded, Consumer<String> consumer) {
        if (encoded.length() < SHORTEST_BASE64) {
            return;
        }
        String text = encoded.toString().replace('-', '+').replace('_', '/');
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        // `KEY=dmFsdWU=`: what stands before the first separator is not part of the encoding.
        int equals = text.lastIndexOf('=', end - 1);
        if (end - equals - 1 < SHORTEST_BASE64) {
            return;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(equals + 1, end));
            consumer.accept(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return; // not base64 of text
        }
    }
}
