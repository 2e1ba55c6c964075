package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads words: quotes, escapes and expansions. */
final class WordParser {

    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = '!'; c < 127; c++) {
            PLAIN[c] = "\"'\\$`;&|<>(){}".indexOf(c) < 0;
        }
    }

    /** What ends a word. */
    enum End {
        /** A blank or an operator. */
        BLANK,
        /** A closing double quote. */
        QUOTE,
        /** A closing brace, outside of quotes. */
        BRACE,
        /** A closing brace, inside of double quotes. */
        QUOTED_BRACE,
        /** The end of the text: a here-document. */
        TEXT
    }

    private final Cursor in;

    WordParser(Cursor in) {
        this.in = in;
    }

    /** Whether a blank or an operator ends a word here. */
    static boolean isMeta(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || ";&|<>()".indexOf(c) >= 0;
    }

    /** Reads the word that starts here; its raw text is empty if none does. */
    RawWord word() {
        int start = in.at;
        String text = in.text;
        int at = start;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || (isMeta(text.charAt(at)) && !opensPipe(text, at, start))) {
            in.at = at;
            return RawWord.plain(text.substring(start, at));
        }
        List<Part> parts = new ArrayList<>(4);
        boolean braces = parts(parts, End.BLANK);
        String raw = in.since(start);
        if (parts.isEmpty()) {
            return RawWord.plain("");
        }
        if (parts.size() == 1
                && parts.get(0) instanceof Part.Text only
                && !only.quoted()
                && only.text().equals(raw)) {
            return new RawWord(raw, raw, List.of(), braces);
        }
        return new RawWord(raw, null, parts, braces);
    }

    private static boolean opensPipe(String text, int at, int start) {
        char c = text.charAt(at);
        return at == start && (c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '(';
    }

    private static boolean isPlain(char c) {
        return c < 128 ? PLAIN[c] : c != '\u00a0';
    }

    /** Reads parts up to an end, which is consumed if it is a quote or a brace; returns whether braces were among them. */
    boolean parts(List<Part> parts, End end) {
        boolean quoted = end == End.QUOTE || end == End.QUOTED_BRACE || end == End.TEXT;
        boolean braces = false;
        StringBuilder plain = new StringBuilder();
        while (!in.atEnd()) {
            char c = in.here();
            if ((end == End.QUOTE && c == '"') || ((end == End.BRACE || end == End.QUOTED_BRACE) && c == '}')) {
                in.at++;
                flush(plain, parts, quoted);
                return braces;
            }
            if (end == End.BLANK && isMeta(c) && !(parts.isEmpty() && plain.isEmpty() && isPipe(c))) {
                flush(plain, parts, false);
                return braces;
            }
            if (c == '\\') {
                escape(plain, parts, end);
            } else if (c == '$' || c == '`' || (end == End.BLANK && isPipe(c))) {
                int before = in.at;
                flush(plain, parts, quoted);
                new ExpansionParser(in, this).expansion(parts, quoted);
                if (in.at == before) {
                    plain.append(c);
                    in.at++;
                }
            } else if (c == '\'' && !quoted) {
                flush(plain, parts, false);
                singleQuoted(parts);
            } else if (c == '"' && end != End.TEXT) {
                flush(plain, parts, quoted);
                in.at++;
                nestedQuote(parts);
            } else {
                braces |= c == '{';
                plain.append(c);
                in.at++;
            }
        }
        if (end == End.QUOTE || end == End.BRACE || end == End.QUOTED_BRACE) {
            in.problem("a quote or brace that is never closed");
        }
        flush(plain, parts, quoted);
        return braces;
    }

    private boolean isPipe(char c) {
        return (c == '<' || c == '>') && in.ahead(1) == '(';
    }

    private void nestedQuote(List<Part> parts) {
        if (!in.descend()) {
            return;
        }
        int before = parts.size();
        parts(parts, End.QUOTE);
        if (parts.size() == before) {
            parts.add(new Part.Text("", true));
        }
        in.ascend();
    }

    private void escape(StringBuilder plain, List<Part> parts, End end) {
        char next = in.ahead(1);
        in.at += 2;
        if (next == '\n') {
            return; // a line continuation
        }
        if (next == '\r' && in.here() == '\n') {
            in.at++;
            return;
        }
        boolean quoted = end == End.QUOTE || end == End.QUOTED_BRACE || end == End.TEXT;
        if ((quoted && "$`\\\"}".indexOf(next) < 0) || (quoted && next == '"' && end == End.TEXT)) {
            plain.append('\\');
            if (next != 0) {
                plain.append(next);
            }
            return;
        }
        if (next == 0) {
            in.at = in.text.length();
            plain.append('\\');
            return;
        }
        flush(plain, parts, quoted);
        parts.add(new Part.Text(String.valueOf(next), true));
    }

    private void singleQuoted(List<Part> parts) {
        int close = in.text.indexOf('\'', in.at + 1);
        if (close < 0) {
            in.problem("a quote that is never closed");
            close = in.text.length();
        }
        parts.add(new Part.Text(in.text.substring(in.at + 1, close), true));
        in.at = Math.min(close + 1, in.text.length());
    }

    private static void flush(StringBuilder plain, List<Part> parts, boolean quoted) {
        if (!plain.isEmpty()) {
            parts.add(new Part.Text(plain.toString(), quoted));
            plain.setLength(0);
        }
    }
}
