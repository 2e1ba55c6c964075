package dev.agentguard.rules.permission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of Starlark that rule files are written in: calls at the top level with keyword arguments of strings,
 * lists, truth values and numbers, strings and lists joined by {@code +}, comments. Nothing is run. What is anything else
 * is a problem with its line, and reading goes on with the next line that starts a statement.
 */
final class Starlark {

    private static final int DEEPEST = 20;
    private static final int MOST = 20_000;
    private static final int PROBLEMS = 20;

    private final String text;
    private final List<Call> calls = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int values;

    private Starlark(String text) {
        this.text = text;
    }

    record Problem(int line, String because) {}

    record Call(int line, String name, Map<String, Value> arguments) {}

    /**
     * A value.
     *
     * @param text the string, or how anything but a list is written
     * @param items the elements of a list, or null
     */
    record Value(
            String text,
            boolean isString,
            @org.jspecify.annotations.Nullable List<Value> items) {}

    record File(List<Call> calls, List<Problem> problems) {}

    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;

        Unexpected(String because) {
            super(because, null, false, false);
        }
    }

    static File read(String text) {
        Starlark starlark = new Starlark(text);
        starlark.statements();
        return new File(List.copyOf(starlark.calls), List.copyOf(starlark.problems));
    }

    private void statements() {
        Lines lines = new Lines(text);
        while (true) {
            blank();
            if (at >= text.length() || problems.size() >= PROBLEMS || calls.size() >= MOST) {
                return;
            }
            int start = at;
            try {
                statement(lines.at(start));
            } catch (Unexpected e) {
                problems.add(new Problem(lines.at(Math.min(at, text.length())), String.valueOf(e.getMessage())));
                nextStatement(start);
            }
        }
    }

    private void statement(int line) throws Unexpected {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            string(false);
            return;
        }
        if (c == ';') {
            at++;
            return;
        }
        String name = name();
        blank();
        if (name.isEmpty() || !takes('(')) {
            throw new Unexpected("expected `prefix_rule(...)` or `host_executable(...)`, nothing else is read");
        }
        Map<String, Value> arguments = new LinkedHashMap<>();
        blank();
        while (!takes(')')) {
            String argument = name();
            blank();
            if (argument.isEmpty() || !takes('=')) {
                throw new Unexpected("expected an argument such as `pattern = [\"git\", \"push\"]`");
            }
            arguments.put(argument, sum(0));
            blank();
            if (!takes(',') && (at >= text.length() || text.charAt(at) != ')')) {
                throw new Unexpected("expected `,` or `)`");
            }
            blank();
        }
        calls.add(new Call(line, name, arguments));
    }

    private Value sum(int depth) throws Unexpected {
        Value value = value(depth);
        blank();
        while (takes('+')) {
            Value next = value(depth);
            List<Value> items = value.items();
            List<Value> more = next.items();
            if (items != null && more != null) {
                List<Value> joined = new ArrayList<>(items);
                joined.addAll(more);
                value = new Value("", false, joined);
            } else if (value.isString() && next.isString()) {
                value = new Value(value.text() + next.text(), true, null);
            } else {
                throw new Unexpected("only strings and lists can be joined");
            }
            blank();
        }
        return value;
    }

    private Value value(int depth) throws Unexpected {
        blank();
        if (at >= text.length()) {
            throw new Unexpected("ends inside of a call");
        }
        if (depth > DEEPEST || ++values > MOST) {
            throw new Unexpected(depth > DEEPEST ? "nested too deep" : "more than " + MOST + " values");
        }
        char c = text.charAt(at);
        boolean raw = (c == 'r' || c == 'b') && at + 1 < text.length() && isQuote(text.charAt(at + 1));
        if (isQuote(c) || raw) {
            at += raw ? 1 : 0;
            return new Value(string(raw && c == 'r'), true, null);
        }
        if (c == '[' || c == '(') {
            return list(c == '[' ? ']' : ')', depth);
        }
        String word = name();
        boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
        if (number || word.equals("True") || word.equals("False") || word.equals("None")) {
            return new Value(word, false, null);
        }
        throw new Unexpected("expected a string or a list; variables and expressions are not read");
    }

    private Value list(char close, int depth) throws Unexpected {
        at++;
        List<Value> items = new ArrayList<>();
        boolean comma = false;
        blank();
        while (!takes(close)) {
            items.add(sum(depth + 1));
            blank();
            boolean more = takes(',');
            comma |= more;
            blank();
            if (!more && (at >= text.length() || text.charAt(at) != close)) {
                throw new Unexpected("expected `,` or `" + close + "`");
            }
        }
        return close == ')' && !comma && items.size() == 1 ? items.get(0) : new Value("", false, items);
    }

    private String string(boolean raw) throws Unexpected {
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        boolean longer = text.startsWith(triple, at);
        at += longer ? 3 : 1;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (longer ? text.startsWith(triple, at) : c == quote) {
                at += longer ? 3 : 1;
                return string.toString();
            }
            if (c == '\n' && !longer) {
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                escape(text.charAt(at + 1), raw, string);
                at += 2;
            } else {
                string.append(c);
                at++;
            }
        }
        throw new Unexpected("a string that nothing closes");
    }

    private static void escape(char c, boolean raw, StringBuilder string) {
        if (raw) {
            string.append('\\').append(c);
            return;
        }
        switch (c) {
            case 'n' -> string.append('\n');
            case 't' -> string.append('\t');
            case 'r' -> string.append('\r');
            case '\n' -> {}
            case '\\', '\'', '"' -> string.append(c);
            default -> string.append('\\').append(c);
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean takes(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private void blank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c) || (c == '\\' && text.startsWith("\n", at + 1))) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Goes to the next line that starts with a name behind where a statement began that was not understood. */
    private void nextStatement(int start) {
        int line = text.indexOf('\n', start);
        while (line >= 0 && (line + 1 >= text.length() || !isStart(text.charAt(line + 1)))) {
            line = text.indexOf('\n', line + 1);
        }
        at = line < 0 ? text.length() : line + 1;
    }

    private static boolean isStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** Finds lines of places that only grow. */
    private static final class Lines {

        private final String text;
        private int place;
        private int line = 1;

        Lines(String text) {
            this.text = text;
        }

        int at(int to) {
            if (to < place) {
                place = 0;
                line = 1;
            }
            for (; place < to; place++) {
                line += text.charAt(place) == '\n' ? 1 : 0;
            }
            return line;
        }
    }
}
