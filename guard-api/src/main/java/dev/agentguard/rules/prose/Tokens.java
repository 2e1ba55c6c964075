package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits text into tokens and tokens into sentences, in one pass each. Not safe for use by several threads. */
final class Tokens {

    private static final Set<String> ENDS = Set.of(".", "!", "?", ";", "。", "！");
    private static final Set<String> ABBREVIATIONS = Set.of("e.g", "i.e", "etc", "eg", "ie", "vs");

    /** Makes the character before it a coloured sign; says nothing by itself. */
    private static final int VARIATION_SELECTOR = 0xFE0F;

    private final List<Token> tokens = new ArrayList<>();
    private String before = "";

    List<Token> tokens() {
        return tokens;
    }

    void addCode(String code, int line) {
        String text = Typography.code(code);
        add(text, text.strip(), Token.Type.CODE, line);
    }

    void addBreak() {
        before = " ";
    }

    void addText(String raw, int line) {
        String text = Typography.plain(raw);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            int folder = c == '@' ? PathText.mentioned(text, i) : -1;
            boolean mentioned = folder > 0;
            int path = mentioned ? folder : PathText.end(text, i);
            int quote = path > 0 ? -1 : QuotedText.end(text, i);
            if (path > 0) {
                end = path;
                addCode(text.substring(mentioned ? i + 1 : i, end), line);
            } else if (quote > 0) {
                end = quote;
                addQuoted(text.substring(i + 1, end - 1), line);
            } else if (isOption(text, i) || Character.isLetterOrDigit(c)) {
                while (end < text.length() && isPartOfWord(text, i, end)) {
                    end++;
                }
                String word = text.substring(i, end);
                add(word, word.toLowerCase(Locale.ROOT), Token.Type.WORD, line);
            } else if (Character.isWhitespace(c)) {
                before = " ";
            } else if (isJoint(text, i)) {
                before = "-";
            } else if (c != VARIATION_SELECTOR && c != '*' && !(c == '_' && !isInside(text, i))) {
                String mark = text.substring(i, end);
                add(mark, mark.equals("-") ? "—" : mark, Token.Type.MARK, line);
            }
            i = end;
        }
    }

    void addPlaceholder(String text, int line) {
        add(text, text.toLowerCase(Locale.ROOT), Token.Type.PLACEHOLDER, line);
    }

    private void addQuoted(String text, int line) {
        if (Programs.isOne(text.strip().split(" ", 2)[0]) && text.strip().indexOf(' ') > 0) {
            addCode(text, line);
        } else {
            add(text, text.toLowerCase(Locale.ROOT), Token.Type.QUOTE, line);
        }
    }

    private static boolean isInside(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    private void add(String text, String word, Token.Type type, int line) {
        tokens.add(new Token(text, word, type, line, tokens.isEmpty() ? "" : before));
        before = "";
    }

    /** A hyphen inside a word only joins its halves; one between blanks starts a remark. */
    private static boolean isJoint(String text, int i) {
        return text.charAt(i) == '-'
                && i > 0
                && i + 1 < text.length()
                && !Character.isWhitespace(text.charAt(i - 1))
                && !Character.isWhitespace(text.charAt(i + 1));
    }

    private static boolean isOption(String text, int i) {
        return text.charAt(i) == '-'
                && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
                && i + 1 < text.length()
                && (isLongOption(text, i) || Character.isLetter(text.charAt(i + 1)));
    }

    /** Two hyphens by themselves are a dash. */
    private static boolean isLongOption(String text, int i) {
        return text.charAt(i + 1) == '-' && i + 2 < text.length() && Character.isLetter(text.charAt(i + 2));
    }

    private static boolean isPartOfWord(String text, int start, int at) {
        char c = text.charAt(at);
        boolean letter = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
        return Character.isLetterOrDigit(c)
                || c == '_'
                || (text.charAt(start) == '-' && (c == '-' || c == '='))
                || ((c == '\'' || c == '’' || c == '.' || c == ':') && letter);
    }

    /** Splits at full stops and the like outside brackets; a colon does not end a sentence. */
    static List<List<Token>> sentences(List<Token> tokens) {
        List<List<Token>> sentences = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth = Math.max(0, depth + (token.is("(") ? 1 : token.is(")") ? -1 : 0));
            boolean abbreviated =
                    i > start && ABBREVIATIONS.contains(tokens.get(i - 1).word());
            if (token.type() == Token.Type.MARK && ENDS.contains(token.word()) && depth == 0 && !abbreviated) {
                add(sentences, tokens.subList(start, token.is("?") ? i + 1 : i));
                start = i + 1;
            }
        }
        add(sentences, tokens.subList(start, tokens.size()));
        return sentences;
    }

    private static void add(List<List<Token>> sentences, List<Token> tokens) {
        if (tokens.stream().anyMatch(token -> token.type() != Token.Type.MARK)) {
            sentences.add(List.copyOf(tokens));
        }
    }

    /** Returns the words as they were written, emphasis left out. */
    static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            text.append(text.length() == 0 ? "" : token.before());
            text.append(token.isCode() ? "`" + token.text() + "`" : token.text());
        }
        return text.toString();
    }
}
