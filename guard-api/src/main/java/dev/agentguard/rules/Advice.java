package dev.agentguard.rules;

/**
 * Something a rule file says that is not enforced.
 *
 * @param source file and line, for example {@code AGENTS.md:12}
 * @param text the file's own words, shortened
 * @param because why it is not enforced, lower case, no final period
 * @param whole the file's own words in one line, up to 2,000 characters
 */
public record Advice(String source, String text, String because, String whole) {

    /** Shortens the texts. */
    public Advice {
        text = Line.of(text);
        whole = Line.whole(whole);
    }

    /**
     * Creates it of the file's words.
     *
     * @param source file and line
     * @param text the file's own words
     * @param because why it is not enforced
     */
    public Advice(String source, String text, String because) {
        this(source, text, because, text);
    }
}
