package dev.agentguard.effect;

/**
 * One word of a command line, after the shell's own quoting and expansions.
 *
 * @param text the word; what could not be resolved stands in it as it was written, {@code $x}
 * @param known whether every part of it is known before the command runs
 */
public record Word(String text, boolean known) {

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
