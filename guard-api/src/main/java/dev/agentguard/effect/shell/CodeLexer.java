package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.CodeToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits inline code into tokens; comments and patterns are left out. Not safe for use by threads. */
final class CodeLexer {

    private static final int MOST = 20_000;

    private final String text;
    private final CodeLanguage language;
    private final List<CodeToken> tokens = new ArrayList<>();
    private final List<String> inner = new ArrayList<>(0);
    private int at;
    private boolean formatted;

    CodeLexer(String text, CodeLanguage language) {
        this.text = text;
        this.language = language;
    }

    /** Expressions that stand inside of strings. */
    List<String> inner() {
        return inner;
    }

    List<CodeToken> tokens() {
        while (at < text.length() && tokens.size() < MOST) {
            next();
        }
        return tokens;
    }

    boolean isWhole() {
        return at >= text.length();
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            add(Kind.MARK, ";");
            at++;
        } else if (c <= ' ' || c == '\u00a0' || c == '\\') {
            at++;
        } else if ((c == '#' && language.hashComments()) || (c == '/' && ahead(1) == '/' && language.slashComments())) {
            skipTo("\n", 0);
        } else if (c == '/' && ahead(1) == '*' && language.slashComments()) {
            skipTo("*/", 2);
        } else if (c == '\'' || c == '"') {
            formatted = false;
            string(c, false);
        } else if (c == '`') {
            string(c, language.runsBackTicks());
        } else if (isNameStart(c)) {
            name();
        } else if (c >= '0' && c <= '9') {
            int start = at;
            while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            add(Kind.NUMBER, text.substring(start, at));
        } else if (c == '/' && language != CodeLanguage.PYTHON && patternMayStart()) {
            delimited('/', '/');
        } else {
            mark(c);
        }
    }

    private void mark(char c) {
        if ((c == ':' && ahead(1) == ':') || (c == '-' && ahead(1) == '>') || (c == '?' && ahead(1) == '.')) {
            add(Kind.MARK, ".");
            at += 2;
        } else if (c == ':' && language == CodeLanguage.RUBY && isNameStart(ahead(1))) {
            int start = ++at;
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
            tokens.add(new CodeToken(Kind.STRING, text.substring(start, at), true));
        } else if (c == '%'
                && language == CodeLanguage.RUBY
                && patternMayStart()
                && "xqQwWiI({[|".indexOf(ahead(1)) >= 0) {
            char kind = ahead(1);
            at += Character.isLetter(kind) ? 2 : 1;
            quoteLike(kind == 'x' ? Kind.COMMAND : Kind.STRING);
        } else {
            add(Kind.MARK, String.valueOf(c));
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        char next = at < text.length() ? text.charAt(at) : 0;
        if (language == CodeLanguage.PYTHON && (next == '\'' || next == '"') && isPrefix(name)) {
            string(next, false);
        } else if (language == CodeLanguage.PERL
                && isQuoteLike(name)
                && next != 0
                && next != ','
                && next != '='
                && next != ';') {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            perlQuote(name);
        } else {
            boolean bang = language == CodeLanguage.RUBY && (next == '!' || next == '?') && ahead(1) != '=';
            at += bang ? 1 : 0;
            add(Kind.NAME, name);
        }
    }

    private void perlQuote(String name) {
        switch (name) {
            case "qx" -> quoteLike(Kind.COMMAND);
            case "q", "qq", "qw" -> quoteLike(Kind.STRING);
            default -> {
                char open = at < text.length() ? text.charAt(at) : 0;
                delimited(open, closing(open));
                if (!name.equals("m") && !name.equals("qr") && at < text.length()) {
                    at -= open == closing(open) ? 1 : 0;
                    String with = delimited(text.charAt(at), closing(text.charAt(at)));
                    // s/x/code/e runs what it puts in
                    if (at < text.length() && text.charAt(at) == 'e') {
                        inner.add(with);
                    }
                }
            }
        }
    }

    private static boolean isQuoteLike(String name) {
        return switch (name) {
            case "q", "qq", "qw", "qx", "m", "qr", "s", "tr", "y" -> true;
            default -> false;
        };
    }

    private void quoteLike(Kind kind) {
        if (at < text.length()) {
            char open = text.charAt(at);
            String inside = delimited(open, closing(open));
            tokens.add(new CodeToken(kind, inside, inside.indexOf('#') < 0 && inside.indexOf('$') < 0));
        }
    }

    private static char closing(char open) {
        int at = "([{<".indexOf(open);
        return at < 0 ? open : ")]}>".charAt(at);
    }

    /** Skips what stands between two marks, nested ones included, and returns it. */
    private String delimited(char open, char close) {
        int start = ++at;
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == close && --depth == 0) {
                break;
            } else if (c == open && open != close) {
                depth++;
            }
            at++;
        }
        int end = Math.min(at, text.length());
        at = Math.min(at + 1, text.length());
        return text.substring(Math.min(start, end), end);
    }

    private void string(char quote, boolean command) {
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = language == CodeLanguage.PYTHON && text.startsWith(triple, at);
        String end = isTriple ? triple : String.valueOf(quote);
        at += end.length();
        StringBuilder out = new StringBuilder();
        boolean known = true;
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                out.append(c).append(text.charAt(at + 1));
                at += 2;
            } else if (isInterpolated(quote)) {
                at += language.interpolation().length();
                inner.add(delimited('{', '}'));
                out.append("$value");
                known = false;
            } else {
                boolean variable = quote == '"'
                        && c == '$'
                        && (language == CodeLanguage.PERL || language == CodeLanguage.PHP)
                        && isNameStart(ahead(1));
                known &= !variable;
                out.append(c);
                at++;
            }
        }
        at = Math.min(at + end.length(), text.length());
        tokens.add(new CodeToken(command ? Kind.COMMAND : Kind.STRING, AnsiQuote.unescape(out.toString()), known));
    }

    private boolean isInterpolated(char quote) {
        String mark = language.interpolation();
        if (!text.startsWith(mark + "{", at)) {
            return false;
        }
        if (language == CodeLanguage.PYTHON) {
            return formatted;
        }
        return language.isScript() ? quote == '`' : quote != '\'';
    }

    private boolean isPrefix(String name) {
        boolean prefix = name.length() <= 2;
        formatted = false;
        for (int i = 0; i < name.length(); i++) {
            prefix &= "rRbBfFuU".indexOf(name.charAt(i)) >= 0;
            formatted |= name.charAt(i) == 'f' || name.charAt(i) == 'F';
        }
        formatted &= prefix;
        return prefix;
    }

    /** Whether an operand is expected here, so that a slash starts a pattern. */
    private boolean patternMayStart() {
        if (tokens.isEmpty()) {
            return true;
        }
        CodeToken last = tokens.get(tokens.size() - 1);
        return last.kind() == Kind.MARK && !last.is(")") && !last.is("]") && !last.is("}") && !last.is(".");
    }

    private void skipTo(String end, int beyond) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + beyond;
    }

    private char ahead(int count) {
        return at + count < text.length() ? text.charAt(at + count) : 0;
    }

    private void add(Kind kind, String value) {
        tokens.add(new CodeToken(kind, value, true));
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isName(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }
}
