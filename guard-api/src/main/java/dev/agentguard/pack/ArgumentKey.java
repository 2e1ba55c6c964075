package dev.agentguard.pack;

/**
 * What the name of an argument says before its value is looked at.
 *
 * @param flag what a value of it must be to say that something is destroyed
 * @param alone whether its verb is all of it: {@code delete}, {@code isDeleted}
 * @param skipped whether it only selects, so that nothing in it matters
 * @param forces whether its value may force the act
 * @param removes whether a list in it says what is taken away
 * @param operation whether its value names an operation
 * @param act whether its value may name the act of the whole call: {@code action}, {@code method}
 * @param tried whether its value may say that the act is only tried
 * @param forGood whether its value may say that the act is for good
 */
record ArgumentKey(
        Flag flag,
        boolean alone,
        boolean skipped,
        boolean forces,
        boolean removes,
        boolean operation,
        boolean act,
        boolean tried,
        boolean forGood) {

    /** What a value must be to say that something is destroyed. */
    enum Flag {
        /** No value says so; most names are of this kind. */
        NEVER,
        /** {@code isDeleted}: it is on. */
        STATE,
        /** {@code deletedAt}: it says anything. */
        TIME,
        /** {@code delete}: it is on, or says what. */
        ACT,
        /** {@code remove}: the same, but a list says what is taken away, beside what is added. */
        REMOVE
    }
}
