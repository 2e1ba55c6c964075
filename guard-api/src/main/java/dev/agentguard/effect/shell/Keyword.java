package dev.agentguard.effect.shell;

import java.util.Set;

/** Words that are part of the grammar where a command may start. */
final class Keyword {

    private static final Set<String> CLOSING = Set.of("then", "do", "done", "fi", "else", "elif", "esac", "}");
    private static final Set<String> OPENING =
            Set.of("if", "while", "until", "for", "select", "case", "function", "{", "[[", "!", "time", "coproc");

    private Keyword() {}

    /** Whether a keyword that ends a list stands here. */
    static boolean closes(Cursor in) {
        char c = in.here();
        if (c != '}' && (c < 'd' || c > 't')) {
            return false;
        }
        String word = bare(in);
        return !word.isEmpty() && CLOSING.contains(word);
    }

    static boolean opens(String word) {
        return OPENING.contains(word);
    }

    /** The word that stands here if it is short and holds only letters, or is a brace; else empty. */
    private static String bare(Cursor in) {
        if (in.here() == '}') {
            return "}";
        }
        int end = in.at;
        while (end < in.text.length() && end - in.at <= 5 && in.text.charAt(end) >= 'a' && in.text.charAt(end) <= 'z') {
            end++;
        }
        boolean ends = end == in.text.length() || WordParser.isMeta(in.text.charAt(end));
        return ends ? in.text.substring(in.at, end) : "";
    }

    /** Consumes a keyword if it is the next word. */
    static boolean take(Cursor in, String keyword) {
        Blanks.skipLines(in);
        int end = in.at + keyword.length();
        if (in.looksAt(keyword) && (end >= in.text.length() || WordParser.isMeta(in.text.charAt(end)))) {
            in.at = end;
            return true;
        }
        return false;
    }
}
