package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.PowerShellPart.Kind;
import java.util.List;

/** Reads the strings and variables of PowerShell; typographic quotes count as quotes, as they do there. */
final class PowerShellStrings {

    private final Cursor in;
    private final PowerShellParser parser;
    private boolean here;

    PowerShellStrings(Cursor in, PowerShellParser parser) {
        this.in = in;
        this.parser = parser;
    }

    static boolean isQuote(char c) {
        return isSingle(c) || isDouble(c);
    }

    private static boolean isSingle(char c) {
        return c == '\'' || (c >= '\u2018' && c <= '\u201b');
    }

    private static boolean isDouble(char c) {
        return c == '"' || (c >= '\u201c' && c <= '\u201e');
    }

    void flush(List<PowerShellPart> parts, StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(PowerShellPart.text(text.toString()));
            text.setLength(0);
        }
    }

    /** Whether the string that was read last is one of whole lines. */
    boolean wasHere() {
        return here;
    }

    /** Reads a string; false if none stands here. */
    boolean quoted(List<PowerShellPart> parts, StringBuilder text) {
        char c = in.here();
        here = c == '@' && isQuote(in.ahead(1)) && lineEnds(in.at + 2);
        if (!here && !isQuote(c)) {
            return false;
        }
        flush(parts, text);
        int before = parts.size();
        if (here) {
            lines(parts);
        } else if (isSingle(c)) {
            single(parts);
        } else {
            in.at++;
            expanded(parts, in.text.length(), true);
        }
        if (parts.size() == before) {
            parts.add(PowerShellPart.text(""));
        }
        return true;
    }

    private void single(List<PowerShellPart> parts) {
        StringBuilder text = new StringBuilder();
        in.at++;
        while (!in.atEnd() && (!isSingle(in.here()) || isSingle(in.ahead(1)))) {
            text.append(in.here());
            in.at += isSingle(in.here()) ? 2 : 1;
        }
        if (in.atEnd()) {
            in.problem("a quote that does not end");
        }
        in.at++;
        flush(parts, text);
    }

    private void expanded(List<PowerShellPart> parts, int end, boolean quote) {
        StringBuilder text = new StringBuilder();
        while (in.at < end) {
            char c = in.here();
            if (quote && isDouble(c)) {
                if (!isDouble(in.ahead(1))) {
                    in.at++;
                    flush(parts, text);
                    return;
                }
                text.append(c);
                in.at += 2;
            } else if (c == '`' && in.at + 1 < end) {
                text.append(escaped(in.ahead(1)));
                in.at += 2;
            } else if (c == '$') {
                flush(parts, text);
                variable(parts);
            } else {
                text.append(c);
                in.at++;
            }
        }
        if (quote) {
            in.problem("a quote that does not end");
        }
        flush(parts, text);
    }

    private static char escaped(char c) {
        return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }

    /** A string from the line behind its quote to the line that begins with it. */
    private void lines(List<PowerShellPart> parts) {
        boolean expanded = isDouble(in.ahead(1));
        int start = in.text.indexOf('\n', in.at) + 1;
        int end = start - 1;
        while (end >= 0 && !(end + 2 < in.text.length() && closes(end + 1, expanded))) {
            end = in.text.indexOf('\n', end + 1);
        }
        if (end < 0) {
            in.problem("a string of lines that does not end");
            end = in.text.length();
        }
        in.at = start;
        if (expanded) {
            expanded(parts, Math.max(start, end), false);
        } else if (end > start) {
            parts.add(PowerShellPart.text(in.text.substring(start, end)));
        }
        in.at = Math.min(in.text.length(), end + 3);
    }

    private boolean closes(int at, boolean expanded) {
        char c = in.text.charAt(at);
        return (expanded ? isDouble(c) : isSingle(c)) && in.text.charAt(at + 1) == '@';
    }

    private boolean lineEnds(int from) {
        int at = from;
        while (at < in.text.length() && (in.text.charAt(at) == ' ' || in.text.charAt(at) == '\r')) {
            at++;
        }
        return at < in.text.length() && in.text.charAt(at) == '\n';
    }

    /** Reads a variable, or a dollar sign that begins none. */
    void variable(List<PowerShellPart> parts) {
        in.at++;
        char c = in.here();
        if (c == '(') {
            in.at++;
            parts.add(PowerShellPart.of(Kind.VALUE, parser.statements(')', false)));
        } else if (c == '{') {
            int end = in.text.indexOf('}', in.at);
            if (end < 0) {
                in.problem("a name that does not end");
                end = in.text.length();
            }
            parts.add(PowerShellPart.of(Kind.VARIABLE, in.text.substring(in.at + 1, end)));
            in.at = Math.min(in.text.length(), end + 1);
        } else if (ExpansionParser.isName(c)) {
            parts.add(PowerShellPart.of(Kind.VARIABLE, name()));
        } else if (c == '?' || c == '$' || c == '^') {
            in.at++;
            parts.add(PowerShellPart.of(Kind.VARIABLE, String.valueOf(c)));
        } else {
            parts.add(PowerShellPart.text("$"));
        }
    }

    /** Reads a name, {@code x} or {@code env:x}. */
    String name() {
        int start = in.at;
        while (ExpansionParser.isName(in.here())
                || (in.here() == ':' && in.at > start && ExpansionParser.isName(in.ahead(1)))) {
            in.at++;
        }
        return in.text.substring(start, in.at);
    }
}
