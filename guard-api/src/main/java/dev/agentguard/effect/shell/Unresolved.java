package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;

/** Marks what is only known when it runs in the text of a small language in which {@code $} has a meaning of its own. */
final class Unresolved {

    /** Stands for an expansion; of Unicode's private use, so that no ordinary text holds it. */
    static final char MARK = '\uE000';

    private Unresolved() {}

    /** The text of a word, with one mark for each expansion that was not resolved. */
    static String marked(Word word) {
        String text = word.text();
        if (word.known() || (text.indexOf('$') < 0 && text.indexOf('`') < 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            out.append(end > at ? MARK : text.charAt(at));
            at = Math.max(end, at + 1);
        }
        return out.toString();
    }

    /** Where the expansion ends that starts here; this place if none does. */
    private static int end(String text, int at) {
        char c = text.charAt(at);
        if (c == '`') {
            int close = text.indexOf('`', at + 1);
            return close < 0 ? text.length() : close + 1;
        }
        char next = c == '$' && at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (next == '{' || next == '(') {
            return closing(text, at + 1, next, next == '{' ? '}' : ')');
        }
        int end = at + 1;
        while (next != 0 && end < text.length() && ExpansionParser.isName(text.charAt(end))) {
            end++;
        }
        return end > at + 1 ? end : at;
    }

    private static int closing(String text, int open, char opens, char closes) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == opens ? 1 : 0;
            depth -= text.charAt(i) == closes ? 1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
