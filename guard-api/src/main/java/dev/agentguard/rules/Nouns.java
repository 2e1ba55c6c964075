package dev.agentguard.rules;

/** English nouns, as they stand in names and in sentences. */
public final class Nouns {

    private Nouns() {}

    /**
     * Returns the singular of a noun.
     *
     * @param word the noun in lower case
     * @return its singular, or the word itself
     */
    public static String singular(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("ches") || word.endsWith("sses") || word.endsWith("xes")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") && word.length() > 2
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
