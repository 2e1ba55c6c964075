package dev.agentguard.effect.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One word as it was written, before any expansion.
 *
 * @param raw as written
 * @param plain the word if it holds no quote, expansion or brace, else null: only such a word can be a keyword
 * @param parts what it is made of; empty if it is plain
 * @param braces whether an unquoted brace stands in it
 */
record RawWord(String raw, @Nullable String plain, List<Part> parts, boolean braces) {

    static RawWord plain(String text) {
        return new RawWord(text, text, List.of(), false);
    }

    boolean is(String keyword) {
        return keyword.equals(plain);
    }

    /** The text after quote removal if nothing in it is expanded, else null. */
    @Nullable
    String literal() {
        if (plain != null) {
            return plain;
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Part.Text piece)) {
                return null;
            }
            text.append(piece.text());
        }
        return text.toString();
    }
}
