package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what starts with {@code $}, a back-tick, {@code <(} or {@code >(}. */
final class ExpansionParser {

    private static final String SPECIAL = "@*#?-$!_0123456789";
    private static final String[] OPERATORS = {
        ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%", "/", "^", ",",
        ":", "@"
    };

    private final Cursor in;
    private final WordParser words;

    ExpansionParser(Cursor in, WordParser words) {
        this.in = in;
        this.words = words;
    }

    /** Reads one expansion; nothing is consumed if none starts here. */
    void expansion(List<Part> parts, boolean quoted) {
        int start = in.at;
        char c = in.here();
        if (c == '`') {
            parts.add(new Part.Substitution(backTicks(quoted), quoted, in.since(start)));
            return;
        }
        if (c == '<' || c == '>') {
            in.at += 2;
            Node body = substituted();
            parts.add(new Part.Pipe(body, c == '>', in.since(start)));
            return;
        }
        char next = in.ahead(1);
        if (next == '(') {
            parenthesis(parts, quoted, start);
        } else if (next == '{') {
            in.at += 2;
            braced(parts, quoted, start);
        } else if (next == '\'' && !quoted) {
            in.at += 2;
            parts.add(new Part.Text(AnsiQuote.read(in), true));
        } else if (next == '"' && !quoted) {
            in.at++; // a quote to be translated: the string itself
        } else if (isNameStart(next)) {
            in.at++;
            parts.add(new Part.Parameter(name(), "", null, quoted, in.since(start)));
        } else if (next != 0 && SPECIAL.indexOf(next) >= 0) {
            in.at += 2;
            parts.add(new Part.Parameter(String.valueOf(next), "", null, quoted, in.since(start)));
        }
    }

    private void parenthesis(List<Part> parts, boolean quoted, int start) {
        if (in.ahead(2) == '(') {
            int close = ArithmeticEnd.find(in.text, in.at + 3);
            if (close >= 0 && !ArithmeticEnd.looksLikeCommands(in.text, in.at + 3, close)) {
                parts.add(arithmetic(in.at + 3, close, start));
                return;
            }
        }
        in.at += 2;
        Node body = substituted();
        parts.add(new Part.Substitution(body, quoted, in.since(start)));
    }

    /** Reads the inside of {@code ((…))}, in which only other expansions matter. */
    Part.Arithmetic arithmetic(int from, int close, int start) {
        List<Part> inside = new ArrayList<>();
        Cursor inner = new Cursor(in.text.substring(from, close), in.depth());
        if (inner.descend()) {
            new WordParser(inner).parts(inside, WordParser.End.TEXT);
        }
        if (inner.problem() != null) {
            in.problem(inner.problem());
        }
        inside.removeIf(part -> part instanceof Part.Text);
        in.at = close + 2;
        return new Part.Arithmetic(inside, in.since(start));
    }

    private Node substituted() {
        Node body = new ScriptParser(in).nested();
        if (in.here() == ')') {
            in.at++;
        } else {
            in.problem("a parenthesis that is never closed");
        }
        return body;
    }

    private Node backTicks(boolean quoted) {
        StringBuilder inner = new StringBuilder();
        in.at++;
        while (!in.atEnd() && in.here() != '`') {
            char c = in.here();
            char next = in.ahead(1);
            if (c == '\\' && (next == '`' || next == '\\' || next == '$' || (quoted && next == '"'))) {
                c = next;
                in.at++;
            }
            inner.append(c);
            in.at++;
        }
        if (in.atEnd()) {
            in.problem("a back-tick that is never closed");
        } else {
            in.at++;
        }
        Cursor nested = new Cursor(inner.toString(), in.depth());
        Node body = new ScriptParser(nested).whole();
        if (nested.problem() != null) {
            in.problem(nested.problem());
        }
        return body;
    }

    private void braced(List<Part> parts, boolean quoted, int start) {
        boolean length =
                in.here() == '#' && in.ahead(1) != '}' && (isName(in.ahead(1)) || SPECIAL.indexOf(in.ahead(1)) >= 0);
        boolean indirect = in.here() == '!' && isName(in.ahead(1));
        if (length || indirect) {
            in.at++;
        }
        String name = parameterName();
        String operator = length ? "length" : operator();
        RawWord argument = null;
        if (in.here() == '}' && !in.atEnd()) {
            in.at++;
        } else {
            argument = argument(quoted);
        }
        parts.add(new Part.Parameter(indirect ? "!" + name : name, operator, argument, quoted, in.since(start)));
    }

    private RawWord argument(boolean quoted) {
        int from = in.at;
        List<Part> inside = new ArrayList<>();
        if (in.descend()) {
            words.parts(inside, quoted ? WordParser.End.QUOTED_BRACE : WordParser.End.BRACE);
            in.ascend();
        }
        String raw = in.since(from);
        return new RawWord(raw.endsWith("}") ? raw.substring(0, raw.length() - 1) : raw, null, inside, false);
    }

    private String parameterName() {
        if (isNameStart(in.here())) {
            String name = name();
            if (in.here() == '[') {
                int start = in.at;
                int close = in.text.indexOf(']', in.at);
                int limit = in.text.indexOf('}', in.at);
                if (close > 0 && (limit < 0 || close < limit)) {
                    in.at = close + 1;
                    return name + in.text.substring(start, in.at);
                }
            }
            return name;
        }
        int start = in.at;
        while (in.here() >= '0' && in.here() <= '9') {
            in.at++;
        }
        if (in.at == start && !in.atEnd() && SPECIAL.indexOf(in.here()) >= 0) {
            in.at++;
        }
        return in.since(start);
    }

    private String operator() {
        for (String operator : OPERATORS) {
            if (in.skip(operator)) {
                return operator;
            }
        }
        return "";
    }

    private String name() {
        int start = in.at;
        while (isName(in.here())) {
            in.at++;
        }
        return in.since(start);
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isName(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    /** The name that a word starts with, followed by nothing else: a variable's. */
    static @Nullable String nameOf(String text, int end) {
        if (end == 0 || !isNameStart(text.charAt(0))) {
            return null;
        }
        for (int i = 1; i < end; i++) {
            if (!isName(text.charAt(i))) {
                return null;
            }
        }
        return text.substring(0, end);
    }
}
