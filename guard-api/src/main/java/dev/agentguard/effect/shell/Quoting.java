package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;

/** Writes words so that a shell reads them as they are. */
final class Quoting {

    private Quoting() {}

    /** Each word behind a blank; known ones in quotes, others as they were written. */
    static String joined(List<Word> words) {
        StringBuilder line = new StringBuilder();
        for (Word word : words) {
            line.append(' ').append(word.known() ? quoted(word.text()) : word.text());
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
