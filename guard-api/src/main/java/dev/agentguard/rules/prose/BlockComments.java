package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Comments in a block of commands: "# only after approval" above some, "# never run this" behind one. */
final class BlockComments {

    private static final int LONGEST = 300;

    /** Most comments tell what a command does: these alone are read as sentences. */
    private static final List<String> CUES = List.of(
            "never",
            "not ",
            "n't",
            "only",
            "ask",
            "approv",
            "confirm",
            "permission",
            "forbidden",
            "prohibited",
            "❌",
            "🚫");

    private BlockComments() {}

    /** What a line that is only a comment says of those below it. */
    static Mood above(String row, int line) {
        String text = row.strip();
        return text.startsWith("#") && !text.startsWith("#!") ? said(text, line) : Mood.NONE;
    }

    /** What a comment behind a command says of it. */
    static Mood behind(String row, int line) {
        int comment = row.indexOf(" #");
        return comment > 0 && !row.strip().startsWith("#") ? said(row.substring(comment + 1), line) : Mood.NONE;
    }

    private static Mood said(String comment, int line) {
        String text = comment.strip();
        int start = 0;
        while (start < text.length() && text.charAt(start) == '#') {
            start++;
        }
        String lower = text.length() > LONGEST ? "" : text.toLowerCase(Locale.ROOT);
        if (CUES.stream().noneMatch(lower::contains)) {
            return Mood.NONE;
        }
        Tokens tokens = new Tokens();
        tokens.addText(text.substring(start).strip(), line);
        for (List<Token> part : parts(tokens.tokens())) {
            Mood mood = part.isEmpty() ? Mood.NONE : Mood.of(part);
            boolean taste = part.stream().anyMatch(token -> token.is("avoid"));
            if (mood.demands() && !mood.namesVerb() && !taste) {
                return mood;
            }
        }
        return Mood.NONE;
    }

    /** The comment, what stands in front of its colon, and what its brackets say. */
    private static List<List<Token>> parts(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>(List.of(tokens));
        int colon = Phrases.index(tokens, ":", 1);
        if (colon > 0) {
            parts.add(tokens.subList(0, colon));
        }
        int open = Phrases.index(tokens, "(", 0);
        int close = open < 0 ? -1 : Phrases.index(tokens, ")", open);
        if (close > open + 1) {
            List<Token> inside = tokens.subList(open + 1, close);
            parts.add(inside);
            int comma = Phrases.index(inside, ",", 0);
            if (comma > 0) {
                parts.add(inside.subList(comma + 1, inside.size()));
            }
        }
        return parts;
    }
}
