package dev.agentguard.scope;

/**
 * How many rows a statement would touch.
 *
 * @param rows the number, or -1 if it is not known
 * @param exact whether they were counted; else the number is what the database expects
 * @param evidence how it was found out, or why it was not, in words
 */
public record Affected(long rows, boolean exact, String evidence) {

    /**
     * Returns that the number is not known.
     *
     * @param because why; lower case, no final period
     * @return the answer
     */
    public static Affected unknown(String because) {
        return new Affected(-1, false, because);
    }

    /**
     * Returns whether there is a number at all.
     *
     * @return true if there is
     */
    public boolean isKnown() {
        return rows >= 0;
    }
}
