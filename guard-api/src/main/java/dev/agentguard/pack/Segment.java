package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a path's shape: literal text and parameters in turn, literal first and last.
 *
 * @param literals the literal parts, one more than there are parameters; they may be empty
 * @param parameters the parameters' names
 * @param rest whether its only parameter stands for one segment or more
 */
record Segment(List<String> literals, List<String> parameters, boolean rest) {

    Segment {
        literals = List.copyOf(literals);
        parameters = List.copyOf(parameters);
    }

    static Segment parse(String text) {
        List<String> literals = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String name = close < 0 ? "" : text.substring(open + 1, close);
            boolean first = open == at && !literals.isEmpty();
            if (first || !isName(name.endsWith("+") ? name.substring(0, name.length() - 1) : name)) {
                throw new IllegalArgumentException("parameters such as `{name}`, with text between two of them");
            }
            literals.add(text.substring(at, open));
            parameters.add(name);
            at = close + 1;
        }
        literals.add(text.substring(at));
        boolean rest = parameters.stream().anyMatch(name -> name.endsWith("+"));
        if (rest && (parameters.size() > 1 || !literals.stream().allMatch(String::isEmpty))) {
            throw new IllegalArgumentException("a parameter `{x+}` as a segment of its own");
        }
        if (literals.stream().anyMatch(part -> part.indexOf('}') >= 0)) {
            throw new IllegalArgumentException("a `{` for each `}`");
        }
        return new Segment(literals, rest ? List.of(parameters.get(0).replace("+", "")) : parameters, rest);
    }

    boolean isLiteral() {
        return parameters.isEmpty();
    }

    /** Whether it is nothing but one parameter for one segment. */
    boolean isParameter() {
        return parameters.size() == 1
                && !rest
                && literals.get(0).isEmpty()
                && literals.get(1).isEmpty();
    }

    /** How it is told from others at the same place. */
    String shape() {
        return rest ? "{+}" : String.join("{}", literals).toLowerCase(Locale.ROOT);
    }

    int literalLength() {
        return literals.stream().mapToInt(String::length).sum();
    }

    boolean matches(String text) {
        return isLiteral() ? text.equalsIgnoreCase(literals.get(0)) : parts(text, null);
    }

    void putParameters(String text, Map<String, @Nullable Object> into) {
        if (!isLiteral()) {
            parts(text, into);
        }
    }

    /** Each parameter but the last ends where the literal behind it first stands; none is empty. */
    private boolean parts(String text, @Nullable Map<String, @Nullable Object> into) {
        String first = literals.get(0);
        String last = literals.get(literals.size() - 1);
        if (!text.regionMatches(true, 0, first, 0, first.length())) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 0; i < parameters.size(); i++) {
            String behind = literals.get(i + 1);
            boolean isLast = i == parameters.size() - 1;
            int stop = isLast ? end : indexOf(text, behind, at + 1);
            if (stop <= at || stop > end || !text.regionMatches(true, stop, behind, 0, behind.length())) {
                return false;
            }
            if (into != null) {
                into.put(parameters.get(i), text.substring(at, stop));
            }
            at = stop + behind.length();
        }
        return true;
    }

    private static int indexOf(String text, String part, int from) {
        for (int i = from; i + part.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c == '_'
                                || c == '-'
                                || (c >= '0' && c <= '9')
                                || (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z'));
    }
}
