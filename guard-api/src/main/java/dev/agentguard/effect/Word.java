package dev.agentguard.effect;

/**
 * One word of a command line, after the shell's own quoting and expansions.
 *
 * @param text the word; what could not be resolved stands in it as it was written, {@code $x}
 * @param known whether every part of it is known before the command runs
 * @param operand whether it is one word and no option, even if it is not known: the address in {@code $DATABASE_URL}
 */
public record Word(String text, boolean known, boolean operand) {

    /**
     * Creates a word that, if it is not known, may be an option or several words.
     *
     * @param text the word
     * @param known whether every part of it is known before the command runs
     */
    public Word(String text, boolean known) {
        this(text, known, false);
    }

    /**
     * Returns a word of which every part is known.
     *
     * @param text the word
     * @return the word
     */
    public static Word of(String text) {
        return new Word(text, true);
    }
}
