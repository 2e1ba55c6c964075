package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs print that only pass on, encode or decode text. */
final class TextTools {

    /** Longer text is taken for unknown. */
    static final int LONGEST = 1 << 16;

    private TextTools() {}

    /**
     * Returns what a program prints.
     *
     * @param program the program
     * @param arguments its arguments
     * @param input what it reads, or null if that is not known
     * @param shell knows the files that were written before
     * @return the text, or null if it cannot be known
     */
    static @Nullable String output(String program, List<Word> arguments, @Nullable String input, Shell shell) {
        for (Word argument : arguments) {
            if (!argument.known()) {
                return null;
            }
        }
        String output = switch (program) {
            case "echo" -> Printing.echo(arguments);
            case "printf" -> Printing.printf(arguments);
            case ":", "true", "cd", "export", "set", "unset", "local", "sleep" -> "";
            case "cat", "gcat", "bat", "tee" -> cat(arguments, input, shell, program.equals("tee"));
            case "tac" -> input == null || !arguments.isEmpty() ? null : Decoding.lines(input, true);
            case "rev" -> input == null ? null : Decoding.reverse(input);
            case "base64", "gbase64" -> Decoding.base64(arguments, source(arguments, input, shell));
            case "base32" -> Decoding.base32(arguments, source(arguments, input, shell));
            case "openssl" -> Decoding.openssl(arguments, input);
            case "xxd" -> Decoding.xxd(arguments, input);
            case "tr" -> input == null ? null : Translation.tr(arguments, input);
            case "sed" -> input == null ? null : Translation.sed(arguments, input);
            case "basename" ->
                arguments.isEmpty() ? null : last(arguments.get(0).text()) + "\n";
            case "which", "type", "whence" -> named(arguments);
            default -> null;
        };
        return output == null || output.length() > LONGEST ? null : output;
    }

    private static @Nullable String cat(List<Word> arguments, @Nullable String input, Shell shell, boolean tee) {
        StringBuilder out = new StringBuilder();
        boolean files = false;
        for (Word argument : arguments) {
            String text = argument.text();
            if (tee || (text.startsWith("-") && text.length() > 1)) {
                continue;
            }
            String content = text.equals("-") ? input : text.equals("/dev/null") ? "" : shell.content(text);
            if (content == null || out.length() + content.length() > LONGEST) {
                return null;
            }
            files = true;
            out.append(content);
        }
        return files ? out.toString() : input;
    }

    /** The input, or the file that is named as the only operand. */
    private static @Nullable String source(List<Word> arguments, @Nullable String input, Shell shell) {
        for (Word argument : arguments) {
            if (!argument.text().startsWith("-")) {
                return shell.content(argument.text());
            }
        }
        return input;
    }

    /** {@code which rm}: where it lies does not matter, what it is does. */
    private static @Nullable String named(List<Word> arguments) {
        String found = null;
        for (Word argument : arguments) {
            if (!argument.text().startsWith("-")) {
                if (found != null) {
                    return null;
                }
                found = argument.text();
            }
        }
        return found == null ? null : found + "\n";
    }

    static String last(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int slash = path.lastIndexOf('/', end - 1);
        return slash < 0 || end == 1 ? path.substring(0, end) : path.substring(slash + 1, end);
    }
}
