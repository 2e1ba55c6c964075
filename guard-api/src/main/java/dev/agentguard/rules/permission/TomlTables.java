package dev.agentguard.rules.permission;

import java.util.ArrayList;
import java.util.List;

/** Finds the lines on which a document's {@code [[name]]} stand, which Jackson's reader of TOML does not tell. */
final class TomlTables {

    private static final List<String> QUOTES = List.of("\"\"\"", "'''", "\"", "'");

    private final String text;
    private final List<Integer> lines = new ArrayList<>();
    private int at;
    private int line = 1;

    private TomlTables(String text) {
        this.text = text;
    }

    /** Returns the lines of all headers of a name, in order. */
    static List<Integer> lines(String text, String name) {
        TomlTables tables = new TomlTables(text);
        tables.read(name);
        return List.copyOf(tables.lines);
    }

    private void read(String name) {
        boolean start = true;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                start = true;
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '"' || c == '\'') {
                string();
                start = false;
            } else {
                if (start && depth == 0 && text.startsWith("[[", at)) {
                    header(name);
                } else {
                    depth += c == '[' || c == '{' ? 1 : 0;
                    depth -= (c == ']' || c == '}') && depth > 0 ? 1 : 0;
                    start &= Character.isWhitespace(c);
                    at++;
                }
            }
        }
    }

    private void header(String name) {
        int end = text.indexOf('\n', at);
        String header = text.substring(at + 2, end < 0 ? text.length() : end);
        int close = header.indexOf("]]");
        if (close >= 0 && header.substring(0, close).strip().replace("\"", "").equals(name)) {
            lines.add(line);
        }
        at = end < 0 ? text.length() : end;
    }

    private void string() {
        String quote = QUOTES.stream()
                .filter(one -> text.startsWith(one, at))
                .findFirst()
                .orElse("\"");
        at += quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            if (text.charAt(at) == '\n') {
                if (quote.length() == 1) {
                    return;
                }
                line++;
            }
            at += quote.startsWith("\"") && text.charAt(at) == '\\' && !text.startsWith("\n", at + 1) ? 2 : 1;
        }
        at += quote.length();
    }
}
