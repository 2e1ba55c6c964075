package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs print that encode or decode. */
final class Decoding {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Decoding() {}

    static @Nullable String base64(List<Word> arguments, @Nullable String input) {
        if (input == null) {
            return null;
        }
        if (!decodes(arguments)) {
            return Base64.getEncoder().encodeToString(input.getBytes(StandardCharsets.UTF_8)) + "\n";
        }
        return fromBase64(input);
    }

    /** Decodes what of a text is base64, with or without padding; null if it ends within a byte. */
    static @Nullable String fromBase64(String text) {
        byte[] bytes = bytesFromBase64(text);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static byte @Nullable [] bytesFromBase64(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = digit(text.charAt(i));
            if (value < 0) {
                continue;
            }
            digits++;
            bits = bits << 6 | value;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out.write(bits >> held & 0xff);
            }
        }
        return digits % 4 == 1 ? null : out.toByteArray();
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    static @Nullable String base32(List<Word> arguments, @Nullable String input) {
        if (input == null || !decodes(arguments)) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < input.length(); i++) {
            int value = BASE32.indexOf(input.charAt(i));
            if (value >= 0) {
                bits = (bits << 5 | value) & 0xfff;
                held += 5;
            }
            if (value >= 0 && held >= 8) {
                held -= 8;
                out.write(bits >> held & 0xff);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean decodes(List<Word> arguments) {
        for (Word argument : arguments) {
            String text = argument.text();
            if (text.startsWith("--d")
                    || (text.length() > 1
                            && text.charAt(0) == '-'
                            && text.charAt(1) != '-'
                            && (text.indexOf('d') > 0 || text.indexOf('D') > 0))) {
                return true;
            }
        }
        return false;
    }

    /** {@code openssl base64 -d}, {@code openssl enc -base64 -d -A}. */
    static @Nullable String openssl(List<Word> arguments, @Nullable String input) {
        boolean base64 = false;
        boolean decode = false;
        for (Word argument : arguments) {
            String text = argument.text();
            base64 |= text.equals("base64") || text.equals("-base64") || text.equals("-a");
            decode |= text.equals("-d");
            if (text.equals("-in") || text.startsWith("-k") || text.startsWith("-pass") || text.startsWith("-aes")) {
                return null;
            }
        }
        return base64 && decode && input != null ? fromBase64(input) : null;
    }

    /** {@code xxd -r -p}. */
    static @Nullable String xxd(List<Word> arguments, @Nullable String input) {
        boolean reverse = false;
        boolean plain = false;
        for (Word argument : arguments) {
            String text = argument.text();
            reverse |= text.startsWith("-r");
            plain |= text.startsWith("-p") || text.equals("-rp") || text.equals("-ps");
        }
        return reverse && plain && input != null ? fromHex(input) : null;
    }

    static String fromHex(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int high = -1;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                continue;
            }
            if (high < 0) {
                high = digit;
            } else {
                out.write(high << 4 | digit);
                high = -1;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String reverse(String text) {
        return lines(text, false);
    }

    /** The lines in reverse order, or each line reversed. */
    static String lines(String text, boolean order) {
        String[] lines = text.split("\n", -1);
        int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
        StringBuilder out = new StringBuilder(text.length() + 1);
        for (int i = 0; i < count; i++) {
            String line = lines[order ? count - 1 - i : i];
            out.append(order ? line : new StringBuilder(line).reverse());
            if (i < count - 1 || text.endsWith("\n")) {
                out.append('\n');
            }
        }
        return out.toString();
    }
}
