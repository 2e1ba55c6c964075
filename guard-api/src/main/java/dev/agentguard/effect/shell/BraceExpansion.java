package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** Expands {@code {a,b}} and {@code {1..3}}, on the text as it was written, before all other expansions. */
final class BraceExpansion {

    private static final int MOST = 64;

    private BraceExpansion() {}

    /** The words that one word stands for; the word itself if nothing in it expands, or too much. */
    static List<RawWord> of(RawWord word) {
        List<String> texts = new ArrayList<>();
        expand(word.raw(), 0, texts, 0);
        if (texts.size() <= 1 || texts.size() > MOST) {
            return List.of(word);
        }
        List<RawWord> words = new ArrayList<>();
        for (String text : texts) {
            Cursor in = new Cursor(text, 1);
            words.add(new WordParser(in).word());
        }
        return words;
    }

    private static void expand(String text, int from, List<String> out, int depth) {
        int open = depth > 8 || out.size() > MOST ? -1 : nextOpen(text, from);
        if (open < 0) {
            out.add(text);
            return;
        }
        List<Integer> commas = new ArrayList<>();
        int close = close(text, open, commas);
        if (close < 0) {
            out.add(text);
            return;
        }
        List<String> choices = commas.isEmpty()
                ? BraceRange.of(text.substring(open + 1, close), MOST)
                : split(text, open, close, commas);
        if (choices.isEmpty()) {
            expand(text, open + 1, out, depth);
            return;
        }
        String head = text.substring(0, open);
        String tail = text.substring(close + 1);
        for (String choice : choices) {
            if (out.size() > MOST) {
                return;
            }
            expand(head + choice + tail, open, out, depth + 1);
        }
    }

    private static List<String> split(String text, int open, int close, List<Integer> commas) {
        List<String> choices = new ArrayList<>();
        int start = open + 1;
        for (int comma : commas) {
            choices.add(text.substring(start, comma));
            start = comma + 1;
        }
        choices.add(text.substring(start, close));
        return choices;
    }

    private static int nextOpen(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && !(i > 0 && text.charAt(i - 1) == '$')) {
                return i;
            }
            i = skipQuoted(text, i);
        }
        return -1;
    }

    private static int close(String text, int open, List<Integer> commas) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            } else if (c == ',' && depth == 1) {
                commas.add(i);
            }
            i = skipQuoted(text, i);
        }
        return -1;
    }

    /** Returns the last position of what is quoted from here, else this position. */
    private static int skipQuoted(String text, int at) {
        char c = text.charAt(at);
        if (c == '\\') {
            return at + 1;
        }
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            return end < 0 ? text.length() : end;
        }
        return at;
    }
}
