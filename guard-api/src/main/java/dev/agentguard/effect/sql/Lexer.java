package dev.agentguard.effect.sql;

import static dev.agentguard.effect.sql.Characters.isDigit;
import static dev.agentguard.effect.sql.Characters.isSpace;
import static dev.agentguard.effect.sql.Characters.isWordPart;

import dev.agentguard.effect.sql.Syntax.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into tokens by the rules of one dialect, in one pass. What a server would refuse is cut all the same: a
 * literal that stays open goes on to the end, and {@link Tokens#broken()} says so.
 */
final class Lexer {

    private static final int LONGEST_DELIMITER = 16;

    private final String text;
    private final Scan scan;
    private final Syntax syntax;
    private final int most;
    private final boolean backslash;
    private final List<Token> tokens = new ArrayList<>();
    private String delimiter = "";
    private boolean versionComment;
    private boolean broken;
    private int at;

    private Lexer(String text, Syntax syntax, int most) {
        this.text = text;
        this.scan = new Scan(text);
        this.syntax = syntax;
        this.most = most;
        this.backslash = syntax.has(Rule.BACKSLASH);
    }

    /** Returns the tokens of a text, of a longer one those up to a limit. */
    static Tokens tokens(String text, Syntax syntax, int most) {
        Lexer lexer = new Lexer(text, syntax, most);
        lexer.read();
        return new Tokens(text, lexer.tokens, lexer.broken);
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (tokens.size() == most) {
                broken = true;
                return;
            } else if (!delimiter.isEmpty() && text.startsWith(delimiter, at)) {
                add(Token.Type.END, delimiter, at, at + delimiter.length());
            } else {
                token(c);
            }
        }
        broken |= versionComment;
    }

    private void token(char c) {
        char next = peek(1);
        if (c == '\'') {
            literal(at, c, backslash);
        } else if (c == '"') {
            doubleQuoted();
        } else if (c == '`') {
            name('`');
        } else if (c == '[' && syntax.has(Rule.BRACKET)) {
            name(']');
        } else if (c == '-' && next == '-' && (!syntax.has(Rule.DASH_SPACE) || isSpace(peek(2)))) {
            skipLine();
        } else if (c == '#' && syntax.has(Rule.HASH_COMMENT)) {
            skipLine();
        } else if (c == '/') {
            slash(next);
        } else if (c == '*' && next == '/' && versionComment) {
            versionComment = false;
            at += 2;
        } else if (c == '\\' && syntax.has(Rule.META)) {
            meta();
        } else if (c == ';') {
            add(Token.Type.END, ";", at, at + 1);
        } else if (c == '$' && syntax.has(Rule.DOLLAR) && Scan.dollarTagEnd(text, at) > 0) {
            dollar();
        } else if (isDigit(c) || (c == '.' && isDigit(next))) {
            number();
        } else if (isWordPart(c) || c == '@') {
            word();
        } else {
            add(Token.Type.SYMBOL, String.valueOf(c), at, at + 1);
        }
    }

    private void doubleQuoted() {
        if (syntax.has(Rule.DOUBLE_STRING)) {
            literal(at, '"', backslash); // a name in MySQL's strictest mode: no longer and no shorter
        } else {
            name('"');
        }
    }

    /** Reads a literal whose first quote stands at {@code at}; its prefix begins at {@code start}. */
    private void literal(int start, char quote, boolean escapes) {
        if (syntax.has(Rule.TRIPLE_QUOTE) && peek(1) == quote && peek(2) == quote) {
            int i = scan.tripleEnd(at, quote, escapes);
            close(escapes ? Token.Type.ESCAPED : Token.Type.RAW, start, at + 3, i, 3);
            return;
        }
        int i = scan.quoteEnd(at, quote, escapes);
        close(escapes ? Token.Type.ESCAPED : Token.Type.STRING, start, at + 1, i, 1);
    }

    private void name(char quote) {
        int i = scan.quoteEnd(at, quote, false);
        close(Token.Type.NAME, at, at + 1, i, 1);
    }

    private void close(Token.Type type, int start, int inside, int end, int quotes) {
        if (end >= text.length()) {
            broken = true;
        }
        int last = Math.min(end, text.length());
        int from = Math.min(inside, last);
        int after = Math.min(last + quotes, text.length());
        tokens.add(new Token(type, text.substring(from, last), start, after, from));
        at = after;
    }

    private void slash(char next) {
        if (next == '*') {
            comment();
        } else if (next == '/' && syntax.has(Rule.SLASH_COMMENT) && !scan.isFile(at)) {
            skipLine();
        } else if (syntax.has(Rule.BATCH_LINE) && scan.aloneOnLine(at, at + 1)) {
            add(Token.Type.BATCH, "/", at, at + 1);
        } else {
            add(Token.Type.SYMBOL, "/", at, at + 1);
        }
    }

    private void comment() {
        if (syntax.has(Rule.VERSION_CODE) && !versionComment) {
            int mark = at + (peek(2) == 'M' ? 3 : 2);
            if (mark < text.length() && text.charAt(mark) == '!') {
                versionComment = true;
                at = mark + 1;
                while (at < text.length() && isDigit(text.charAt(at))) {
                    at++;
                }
                return;
            }
        }
        int end = scan.commentEnd(at, syntax.has(Rule.NESTED_COMMENT));
        broken |= end < 0;
        at = end < 0 ? text.length() : end;
    }

    private void skipLine() {
        at = scan.lineEnd(at);
    }

    /** A command to the client, with the rest of its line. */
    private void meta() {
        char next = peek(1);
        if (next == 'g' || next == 'G' || next == ';') {
            boolean alone = next == ';' || !isWordPart(peek(2));
            String rest = text.substring(at + 2, scan.lineEnd(at)).strip();
            if (alone && (rest.isEmpty() || next != 'g')) {
                add(Token.Type.END, text.substring(at, at + 2), at, at + 2);
                return;
            }
        }
        int end = scan.lineEnd(at);
        add(Token.Type.META, text.substring(at + 1, end).strip(), at, end);
    }

    private void dollar() {
        int open = Scan.dollarTagEnd(text, at);
        if (open - at > 2 && !syntax.has(Rule.DOLLAR_TAG)) {
            add(Token.Type.SYMBOL, "$", at, at + 1);
            return;
        }
        String tag = text.substring(at, open);
        int end = text.indexOf(tag, open);
        close(Token.Type.RAW, at, open, end < 0 ? text.length() : end, tag.length());
    }

    private void number() {
        int end = scan.numberEnd(at);
        add(Token.Type.NUMBER, text.substring(at, end), at, end);
    }

    private void word() {
        int i = at + 1;
        while (i < text.length() && (isWordPart(text.charAt(i)) || (text.charAt(i) == '@' && i == at + 1))) {
            i++;
        }
        char quote = i < text.length() ? text.charAt(i) : ' ';
        if ((quote == '\'' || quote == '"') && i - at <= 2 && prefixed(i, quote)) {
            return;
        }
        Token word = Token.word(text, at, i);
        if (syntax.has(Rule.BATCH_LINE) && word.text().equals("GO") && scan.aloneOnLine(at, i)) {
            add(Token.Type.BATCH, "GO", at, i);
        } else if (syntax.has(Rule.DELIMITER) && word.text().equals("DELIMITER") && scan.startsLine(at)) {
            delimiter = text.substring(i, scan.lineEnd(i)).strip();
            if (delimiter.equals(";") || delimiter.length() > LONGEST_DELIMITER) {
                delimiter = "";
            }
            add(Token.Type.END, "DELIMITER", at, scan.lineEnd(i));
        } else {
            tokens.add(word);
            at = i;
        }
    }

    /** Reads a literal with a prefix that changes how it is read; false if the prefix is a word of its own. */
    private boolean prefixed(int quoteAt, char quote) {
        int start = at;
        String prefix = text.substring(start, quoteAt).toUpperCase(Locale.ROOT);
        boolean single = quote == '\'';
        if (single && syntax.has(Rule.Q_QUOTE) && (prefix.equals("Q") || prefix.equals("NQ"))) {
            char open = quoteAt + 1 < text.length() ? text.charAt(quoteAt + 1) : ' ';
            String close = Characters.closing(open) + "'";
            int end = quoteAt + 2 > text.length() ? -1 : text.indexOf(close, quoteAt + 2);
            close(Token.Type.RAW, start, Math.min(quoteAt + 2, text.length()), end < 0 ? text.length() : end, 2);
            return true;
        }
        boolean escape = single && syntax.has(Rule.ESCAPE_STRING) && prefix.equals("E");
        boolean bytes = syntax.has(Rule.RAW_STRING) && ("RB".contains(prefix) || prefix.equals("BR"));
        boolean plain = single && (prefix.equals("N") || prefix.equals("B") || prefix.equals("X"));
        if (!escape && !bytes && !plain) {
            return false;
        }
        at = quoteAt;
        literal(start, quote, escape || backslash);
        return true;
    }

    private void add(Token.Type type, String value, int start, int end) {
        tokens.add(new Token(type, value, start, end, start));
        at = end;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : ' ';
    }
}
