package dev.agentguard.rules.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CEL's messages in the form of all others: one line, lower case, with what may stand there instead. */
final class Messages {

    private static final int LONGEST = 300;
    private static final String FIELD = "undefined field '";
    private static final String NAME = "undeclared reference to '";
    private static final String TYPE = "expected type 'bool' but found '";

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("_==_", "=="),
            Map.entry("_!=_", "!="),
            Map.entry("_<_", "<"),
            Map.entry("_<=_", "<="),
            Map.entry("_>_", ">"),
            Map.entry("_>=_", ">="),
            Map.entry("_&&_", "&&"),
            Map.entry("_||_", "||"),
            Map.entry("_+_", "+"),
            Map.entry("_-_", "-"),
            Map.entry("_*_", "*"),
            Map.entry("_/_", "/"),
            Map.entry("_%_", "%"),
            Map.entry("_[_]", "[]"),
            Map.entry("_?_:_", "? :"),
            Map.entry("!_", "!"),
            Map.entry("-_", "-"),
            Map.entry("@in", "in"));

    private Messages() {}

    static String of(String message) {
        if (message.startsWith(FIELD)) {
            return "unknown field `" + quoted(message, FIELD) + "`";
        }
        if (message.startsWith(NAME)) {
            return "unknown name `" + quoted(message, NAME) + "`, expected one of "
                    + list(Declarations.VARIABLES.keySet());
        }
        if (message.startsWith(TYPE)) {
            return "expected a condition, found a value of type `" + quoted(message, TYPE) + "`";
        }
        if (message.startsWith("found no matching overload for '")) {
            return overload(message);
        }
        return line(message);
    }

    /** {@code found no matching overload for '_==_' applied to '(string, int)' (candidates: ...)}. */
    private static String overload(String message) {
        String[] parts = message.split("'", 5);
        if (parts.length < 5) {
            return line(message);
        }
        String name = OPERATORS.getOrDefault(parts[1], parts[1]);
        int candidates = parts[4].indexOf("candidates: ");
        String expected = candidates < 0
                ? ""
                : ", expected "
                        + parts[4].substring(candidates + 12)
                                .replaceFirst("\\)\\s*$", "")
                                .replace("%", "");
        return line("`" + name + "` cannot be applied to `" + parts[3] + "`" + expected);
    }

    static String list(Collection<String> words) {
        return words.stream().sorted().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    static String unknownWord(String path, String found, List<String> words) {
        return line("`" + path + "` is never `" + found + "`, expected one of " + list(words));
    }

    /** One line, without control characters, not longer than a message may be. */
    static String line(@Nullable String text) {
        StringBuilder line = new StringBuilder();
        String given = text == null ? "" : text;
        for (int i = 0; i < given.length() && line.length() < LONGEST; i++) {
            char c = given.charAt(i);
            line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        if (line.length() > 1 && Character.isUpperCase(line.charAt(0)) && Character.isLowerCase(line.charAt(1))) {
            line.setCharAt(0, Character.toLowerCase(line.charAt(0)));
        }
        return line.toString().strip();
    }

    private static String quoted(String message, String start) {
        int end = message.indexOf('\'', start.length());
        return line(message.substring(start.length(), end < 0 ? message.length() : end));
    }
}
