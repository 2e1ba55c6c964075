package dev.agentguard.rules;

/**
 * Something a rule file says that is not enforced.
 *
 * @param source file and line, for example {@code AGENTS.md:12}
 * @param text the file's own words, shortened
 * @param because why it is not enforced, lower case, no final period
 */
public record Advice(String source, String text, String because) {

    /** Shortens the text. */
    public Advice {
        text = Line.of(text);
    }
}
